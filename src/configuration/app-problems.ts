import type { AmazonOptions } from './options.js'

/** What is wrong with the clients of apps and devices. */
export function appProblems({ nativeRedirects = {}, deviceClientId, clientId }: AmazonOptions): string[] {
  const problems: string[] = []
  for (const [address, client] of Object.entries(nativeRedirects)) {
    // A custom scheme, or an address that the app has claimed: http could be read on its way.
    if (!/^(?:amzn(?:-[\w.-]+)?|https):\/\/[\x21-\x7e]*$/.test(address))
      problems.push(
        `amazon.nativeRedirects holds "${address}": use amzn://<package>, amzn-<bundle id>:// or an https:// address of the app.`,
      )
    if (typeof client !== 'string' || client === '')
      problems.push(`amazon.nativeRedirects["${address}"] needs the client id that it is registered for.`)
  }
  if (deviceClientId === '')
    problems.push('amazon.deviceClientId is empty: leave it out, or give a client id.')
  if (deviceClientId !== undefined && deviceClientId === clientId)
    problems.push(
      'amazon.deviceClientId is the web client: Amazon links devices by a client id of their own.',
    )
  return problems
}
