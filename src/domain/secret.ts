/** What stands in place of a secret. */
export const mask = "***";

const secretWords = /passw|passphrase|^pwd$|secret|credential|^apikey$|^accesskey$|^privatekey$/;
const secretPairs = /(^| )(api|access|private|auth|encryption) key( id)?( |$)/;

/** Tokens that are part of a language model and open nothing: `pad_token`, `eos_token`. */
const modelTokens = /(^| )(pad|eos|bos|unk|mask|sep|cls|special|start|end|image|audio) token( |$)/;

/** Tells whether a name says that its value opens something: `DB_PASSWORD`, `secretKey`, `wandb-api-key`, `HF_TOKEN`. */
export function namesSecret(name: string): boolean {
  const words = wordsOf(name);
  const text = words.join(" ");
  if (words.some((word) => secretWords.test(word)) || secretPairs.test(text)) return true;
  return words.includes("token") && !modelTokens.test(text);
}

function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2");
  return spaced
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}
