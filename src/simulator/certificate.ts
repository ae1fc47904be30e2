import { generateKeyPair } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import forge from "node-forge";

/** What a server on the loopback address needs for https; disposing removes the file. */
export interface Certificate extends AsyncDisposable {
  /** The private key, PEM. */
  readonly key: string;
  /** Signed with its own key, PEM. */
  readonly cert: string;
  /** File with `cert`, for clients that want a file of authorities to trust. */
  readonly path: string;
}

/** Makes a certificate for `127.0.0.1` and `localhost`, good for a year, in a temporary file. */
export async function makeCertificate(): Promise<Certificate> {
  const { key, cert } = await signCertificate();
  const folder = await mkdtemp(join(tmpdir(), "jobgraph-tls-"));
  const path = join(folder, "ca.pem");
  await writeFile(path, cert);
  const remove = () => rm(folder, { recursive: true, force: true });
  return { key, cert, path, [Symbol.asyncDispose]: remove };
}

/** Makes the same certificate and its key, in memory alone. */
export async function signCertificate(): Promise<Pick<Certificate, "key" | "cert">> {
  // Node's own generator is native and many times faster than the library's; Node cannot sign certificates, though.
  const pair = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { key: pair.privateKey, cert: sign(pair) };
}

function sign(pair: { readonly privateKey: string; readonly publicKey: string }): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  // Starts with a byte below 0x80 because a serial number is a positive integer. New each time, so that a client
  // that kept an older certificate does not take one for the other.
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(15))}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + 365 * DAY_MS);
  const name = [{ name: "commonName", value: "jobgraph simulators" }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  // An authority as well as a server: strict clients trust nothing else from a file of authorities.
  certificate.setExtensions([
    { name: "basicConstraints", critical: true, cA: true },
    { name: "keyUsage", critical: true, digitalSignature: true, keyEncipherment: true, keyCertSign: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames: [IP_ADDRESS, DNS_NAME] },
    { name: "subjectKeyIdentifier" },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(pair.privateKey), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}

const DAY_MS = 86_400_000;
/** Alternative names with their tags of RFC 5280, section 4.2.1.6. */
const IP_ADDRESS = { type: 7, ip: "127.0.0.1" };
const DNS_NAME = { type: 2, value: "localhost" };
