import { strictEqual } from 'node:assert'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { NextResponse } from 'next/server'

test('a visitor signs up, is known, signs out and signs in again', async () => {
  process.env['DATA'] = mkdtempSync(join(tmpdir(), 'quiet-hours-'))
  process.env['SECRET'] = 'for this test only, and longer than 32'
  const { checkPassword, database, findUser, signUp } = await import('./users')
  const { sessionIn, start } = await import('./session')
  const { cookies: jar } = new NextResponse()
  const user = await signUp('ada@app.example', 'Ada', 'engine-no-1')
  await start(jar, user?.id ?? 0)
  strictEqual(findUser((await sessionIn(jar)).userId ?? 0)?.name, 'Ada')
  const session = await sessionIn(jar)
  session.destroy()
  strictEqual((await sessionIn(jar)).userId, undefined)
  strictEqual(await signUp('Ada@app.example', 'Eve', 'engine-no-2'), null)
  strictEqual(await checkPassword('ada@app.example', 'guess'), null)
  strictEqual((await checkPassword('ADA@app.example', 'engine-no-1'))?.id, user?.id)
  database.close()
  rmSync(process.env['DATA'], { recursive: true })
})
