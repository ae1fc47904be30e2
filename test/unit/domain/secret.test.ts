import { describe, expect, it } from "vitest";
import { namesSecret } from "../../../src/domain/secret.ts";

describe("names of secrets", () => {
  it.each([
    "DB_PASSWORD",
    "secretKey",
    "wandb-api-key",
    "HF_TOKEN",
    "hub_token",
    "accessKey",
    "AWS_SECRET_ACCESS_KEY",
    "apikey",
    "client_secret",
    "token",
  ])("are told: %s", (name) => expect(namesSecret(name)).toBe(true));
  it.each([
    "max_tokens",
    "tokenizer",
    "pad_token",
    "eos_token",
    "TOKENIZERS_PARALLELISM",
    "key",
    "monkey",
    "keyboard",
    "compass",
    "",
  ])("are not seen in other names: %s", (name) => expect(namesSecret(name)).toBe(false));
});
