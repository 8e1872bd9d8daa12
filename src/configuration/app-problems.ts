import type { AmazonOptions } from './options.js'

/** What is wrong with the clients of apps and devices. */
export function appProblems(options: AmazonOptions): string[] {
  const { nativeRedirects = {}, deviceClientId, clientId } = options
  const problems = audienceProblems(options.audiences)
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

// Without types this may be anything: a text would be taken for a list of letters, and every app would be a stranger's.
function audienceProblems(audiences: unknown): string[] {
  if (audiences === undefined) return []
  if (!Array.isArray(audiences))
    return ["amazon.audiences must be a list: ['amzn1.application-oa2-client.…', …]."]
  if (audiences.length === 0) return ['amazon.audiences is empty: leave it out, or list your client ids.']
  return audiences.flatMap(audienceProblem)
}

function audienceProblem(audience: unknown): string[] {
  const name = `amazon.audiences holds ${JSON.stringify(audience) ?? String(audience)}`
  if (typeof audience !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(audience))
    return [`${name}: that is no client id, so no token could be for it.`]
  // The console shows both, one above the other; tokens name the client.
  if (/^amzn1\.application\.[^.]+$/.test(audience))
    return [`${name}: that is an application id. Use the app's client id, amzn1.application-oa2-client.….`]
  return []
}
