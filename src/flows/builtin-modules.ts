/** The parts of `node:crypto` and `node:buffer` that are used here. */
interface Modules {
  readonly 'node:crypto': {
    createHash(algorithm: 'sha256'): Digest
    createHmac(algorithm: 'sha256', key: Uint8Array): Digest
  }
  readonly 'node:buffer': {
    readonly Buffer: {
      from(
        bytes: ArrayBufferLike,
        offset: number,
        length: number,
      ): { toString(encoding: 'base64url'): string }
      from(text: string, encoding: 'base64url'): Uint8Array
    }
  }
}

interface Digest {
  update(text: string, encoding: 'utf8'): { digest(encoding: 'base64url'): string }
}

interface Runtime {
  readonly process?: {
    readonly getBuiltinModule?: <N extends keyof Modules>(name: N) => Modules[N] | undefined
  }
}

const runtime: Runtime = { process: Reflect.get(globalThis, 'process') }

// Every runtime that has Node's modules gives them out here, and none has to be asked to bundle them.
export const nodeCrypto = runtime.process?.getBuiltinModule?.('node:crypto')
export const NodeBuffer = runtime.process?.getBuiltinModule?.('node:buffer')?.Buffer
