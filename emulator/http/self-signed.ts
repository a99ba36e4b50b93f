import { generateKeyPair, type KeyObject, privateEncrypt, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import forge from 'node-forge';

const { pki } = forge;
const day = 24 * 3600 * 1000;

const makeKeys = () => promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
type Keys = Awaited<ReturnType<typeof makeKeys>>;

const pemOf = (key: KeyObject): string =>
  key.export({ type: key.type === 'public' ? 'spki' : 'pkcs8', format: 'pem' }).toString();

/** What stands before a SHA-256 in a signature of PKCS #1 (RFC 8017, section 9.2, note 1). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Signs as forge asks for it, but by OpenSSL: in plain JavaScript it holds everybody up for 150 ms. */
const signer = (key: KeyObject) => ({
  ...pki.privateKeyFromPem(pemOf(key)),
  sign: (digest: forge.md.MessageDigest): string => {
    const hash = Buffer.from(digest.digest().getBytes(), 'latin1');
    return privateEncrypt(key, Buffer.concat([digestInfo, hash])).toString('latin1');
  },
});

/** An authority that nobody knows but who is given its certificate. Its key never leaves the memory. */
export interface Authority {
  /** PEM. */
  readonly certificate: string;
  /** PEM, of every certificate that it issues. */
  readonly key: string;
  /** A certificate, in PEM, for hosts: names, `*.` before names, and IPs. */
  readonly issue: (hosts: readonly string[]) => string;
}

function draft(subject: string, issuer: string, { publicKey }: Keys, now: number) {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(pemOf(publicKey));
  // A serial number is positive: its first bit is none.
  certificate.serialNumber = `4f${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(now - day);
  // No longer: macOS refuses what is valid for more than 825 days.
  certificate.validity.notAfter = new Date(now + 800 * day);
  certificate.setSubject([{ name: 'commonName', value: subject }]);
  certificate.setIssuer([{ name: 'commonName', value: issuer }]);
  return certificate;
}

const altName = (host: string) =>
  isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host };

/** Makes keys and an authority that is called `name`. Takes some hundred milliseconds, in other threads. */
export async function createAuthority(name: string, now = Date.now()): Promise<Authority> {
  const [own, keys] = await Promise.all([makeKeys(), makeKeys()]);
  const key = signer(own.privateKey);
  const sign = (certificate: forge.pki.Certificate) => {
    certificate.sign(key, forge.md.sha256.create());
    return pki.certificateToPem(certificate);
  };
  const root = draft(name, name, own, now);
  root.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  const keyIdentifier = root.generateSubjectKeyIdentifier().getBytes();
  return {
    certificate: sign(root),
    key: pemOf(keys.privateKey),
    issue: (hosts) => {
      const certificate = draft('oss-double', name, keys, now);
      certificate.setExtensions([
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: hosts.map(altName) },
        { name: 'subjectKeyIdentifier' },
        { name: 'authorityKeyIdentifier', keyIdentifier },
      ]);
      return sign(certificate);
    },
  };
}
