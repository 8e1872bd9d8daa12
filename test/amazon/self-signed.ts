import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A key and a certificate for 127.0.0.1 that nobody vouches for, made anew each time (RFC 5280, in DER by hand). */
export function createSelfSigned({ until = new Date('2049-01-01') } = {}): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const cert = certificateOf({ publicKey, privateKey, until })
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.toString('base64')}\n-----END CERTIFICATE-----\n`,
  }
}

interface Certified {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
  readonly until: Date
}

function certificateOf({ publicKey, privateKey, until }: Certified): Buffer {
  const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
  const commonName = sequence(Buffer.from('0603550403', 'hex'), tagged(0x0c, Buffer.from('127.0.0.1')))
  const name = sequence(tagged(0x31, commonName))
  const addressOfLoopback = sequence(tagged(0x87, Buffer.from([127, 0, 0, 1])))
  const subjectAlternativeName = sequence(Buffer.from('0603551d11', 'hex'), tagged(0x04, addressOfLoopback))
  const toBeSigned = sequence(
    tagged(0xa0, Buffer.from('020102', 'hex')),
    Buffer.from('020101', 'hex'),
    ecdsaWithSha256,
    name,
    sequence(tagged(0x17, Buffer.from('250101000000Z')), tagged(0x17, utcTime(until))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(subjectAlternativeName)),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  return sequence(toBeSigned, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
}

/** `YYMMDDhhmmssZ` */
function utcTime(instant: Date): Buffer {
  return Buffer.from(`${instant.toISOString().replace(/\D/g, '').slice(2, 14)}Z`)
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content])
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 255]), content])
}
