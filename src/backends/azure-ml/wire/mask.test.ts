import { expect, test } from "vitest";
import { maskDocument, maskText, namesSecret } from "./mask.ts";

test.each([
  "DB_PASSWORD",
  "clientSecret",
  "hfToken",
  "HF_TOKEN",
  "AZURE_STORAGE_CONNECTION_STRING",
  "storage-account-key",
  "WANDB_API_KEY",
  "AWS_ACCESS_KEY_ID",
  "token",
])("%s names a secret", (name) => expect(namesSecret(name)).toBe(true));

test.each([
  "tokenizer",
  "max_tokens",
  "pad_token",
  "eosToken",
  "primaryMetric",
  "monkey",
  "key",
  "learning_rate",
])("%s names none", (name) => expect(namesSecret(name)).toBe(false));

const storageKey = `${"Ab3/".repeat(21)}Xy==`;
test.each([
  [
    "https://a.blob.core.windows.net/c/f.txt?sv=1&sig=ab%2Bc%3D&se=2",
    "https://a.blob.core.windows.net/c/f.txt?sv=1&sig=***&se=2",
  ],
  ["AccountName=a;AccountKey=abc123==;EndpointSuffix=x", "AccountName=a;AccountKey=***;EndpointSuffix=x"],
  [
    "Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=abc=",
    "Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=***",
  ],
  ["git clone https://me:pa55@github.com/x", "git clone https://***@github.com/x"],
  ["run --api-key abcdef --lr 0.1", "run --api-key *** --lr 0.1"],
  ["HF_TOKEN=hf_abc python train.py", "HF_TOKEN=*** python train.py"],
  ["Bearer abcdefgh.ijk", "Bearer ***"],
  [`key ${storageKey} end`, "key *** end"],
  ["eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.c2ln", "***"],
])("masks %j", (text, masked) => expect(maskText(text)).toBe(masked));

test.each([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the vendor's own placeholders
  "python train.py --data ${{inputs.table}} --key ${{inputs.lr}}",
  "The access token has expired",
  "azureml://datastores/workspaceartifactstore/ExperimentRun/dcid.iris",
  "https://ml.azure.com/runs/x?wsid=/subscriptions/1&tid=2",
])("leaves %j as it is", (text) => expect(maskText(text)).toBe(text));

test("hides values of secret names at any depth and keeps what says how to read them", () => {
  const masked = maskDocument({
    inputs: { api_key: { jobInputType: "literal", value: "abc", description: null } },
    environmentVariables: { OPENAI_KEY: "sk-1", PATH: "/bin", EMPTY_TOKEN: "" },
    list: [{ password: ["a", 1] }],
  });
  expect(masked).toEqual({
    inputs: { api_key: { jobInputType: "literal", value: "***", description: null } },
    environmentVariables: { OPENAI_KEY: "***", PATH: "/bin", EMPTY_TOKEN: "" },
    list: [{ password: ["***", "***"] }],
  });
});

test("takes long texts of any characters in moments", () => {
  const before = performance.now();
  for (const text of ["?", "-", "a", "a=", "token=", " --", "x://", "eyJ."])
    maskText(text.repeat(200_000 / text.length));
  expect(performance.now() - before).toBeLessThan(5_000);
});
