import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { sparekeyCommand } from '../support/command.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; output: string; problem: string }>
  /** What was written so far, once it holds `text`. */
  written(text: string): Promise<string>
}

function sparekey(...commandLine: string[]): Running {
  const [program, ...before] = sparekeyCommand
  const child = spawn(program, [...before, ...commandLine], { cwd: root })
  cleanUps.push(() => child.kill('SIGKILL'))
  let output = ''
  let problem = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()))
  const ended = new Promise<{ code: number | null; output: string; problem: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output, problem }))
  })
  const written = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): unknown => output.includes(text) && resolve(output)
      child.stdout.on('data', look)
      child.once('close', () => reject(new Error(`It ended without "${text}": ${output}${problem}`)))
    })
  return { child, ended, written }
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-cli-'))
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function aBusyPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  cleanUps.push(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('sparekey', () => {
  it('tells its version', async () => {
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(await sparekey('--version').ended).toEqual({ code: 0, output: `${version}\n`, problem: '' })
  })

  it.each([[[]], [['--help']], [['-h']]])('lists its commands for %j', async (commandLine) => {
    const { code, output } = await sparekey(...commandLine).ended
    expect(code).toBe(0)
    expect(output).toContain('emulator')
  })

  it.each([
    [['demolish'], 'There is no command "demolish".', 'sparekey --help'],
    [['emulator', '--prot', '4100'], 'does not know "', 'sparekey emulator --help'],
    [['emulator', 'now'], 'does not know "now"', 'sparekey emulator --help'],
    [['emulator', '--port', 'http'], '"http" is no port.', 'sparekey emulator --port 4100'],
    [['emulator', '--port', '65536'], '"65536" is no port.', 'sparekey emulator --port 4100'],
    [['emulator', '--port', '-1'], '', 'sparekey emulator'],
    [['emulator', '--state', ''], '--state needs the name of a file.', 'sparekey emulator --state'],
  ])('refuses %j and says what to do', async (commandLine, problem, nextStep) => {
    const ended = await sparekey(...commandLine).ended
    expect(ended).toMatchObject({ code: 1, output: '' })
    expect(ended.problem).toContain(problem)
    expect(ended.problem).toContain(nextStep)
    expect(ended.problem).not.toContain('    at ')
  })
})

describe('sparekey emulator', () => {
  it('explains itself', async () => {
    const { code, output } = await sparekey('emulator', '--help').ended
    expect(code).toBe(0)
    expect(output).toContain('--port')
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('says where it is, and ends cleanly on %s', async (signal) => {
    const { child, ended, written } = sparekey('emulator', '--port', '0')
    expect(await written('client secret')).toMatch(/http:\/\/127\.0\.0\.1:\d+/)
    child.kill(signal)
    expect(await ended).toMatchObject({ code: 0, problem: '' })
  })

  it('prints one line of JSON with addresses that answer', async () => {
    const { child, ended, written } = sparekey('emulator', '--port', '0', '--json')
    const ready: { endpoints: { tokeninfo: string } } = JSON.parse(await written('\n'))
    const answer = await fetch(`${ready.endpoints.tokeninfo}?access_token=unknown`)
    expect(answer.status).toBe(400)
    child.kill('SIGINT')
    expect((await ended).output.trim().split('\n')).toHaveLength(1)
  })

  it('says so when the port is taken', async () => {
    const port = await aBusyPort()
    const { code, problem } = await sparekey('emulator', '--port', String(port)).ended
    expect(code).toBe(1)
    expect(problem).toContain(`Port ${port} is in use`)
    expect(problem).toContain('--port 0')
  })

  it('says so when the state file cannot be read', async () => {
    const file = join(aFolder(), 'amazon.json')
    writeFileSync(file, 'not JSON')
    const { code, problem } = await sparekey('emulator', '--port', '0', '--state', file).ended
    expect(code).toBe(1)
    expect(problem).toContain(file)
    expect(problem).toContain('Remove it to start anew')
  })

  it('keeps its state in the file that it was given', async () => {
    const file = join(aFolder(), 'amazon.json')
    const { child, ended, written } = sparekey('emulator', '--port', '0', '--json', '--state', file)
    const ready: { endpoints: { tokeninfo: string } } = JSON.parse(await written('\n'))
    await (await fetch(ready.endpoints.tokeninfo)).text()
    child.kill('SIGINT')
    await ended
    expect(existsSync(file)).toBe(true)
  })
})
