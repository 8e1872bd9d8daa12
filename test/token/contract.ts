import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { createOpenApi } from '../../src/http/openapi.js'
import { routes } from '../../src/http/routes.js'
import { anInstance } from '../attacks/instance.js'

interface Operation {
  readonly operationId: string
  readonly responses: Readonly<Record<string, { content: { 'application/json': { schema: object } } }>>
}

export interface Document {
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** The document as a program gets it. */
export async function fetchDocument(): Promise<Document> {
  const { sparekey } = anInstance()
  const response = await sparekey.handler(new Request(`http://inside${sparekey.basePath}/openapi.json`))
  return (await response.json()) as Document
}

/** Says what is wrong with an answer by the document; nothing for an answer that keeps to it. */
export type Check = (asked: { method: string; path: string }, status: number, body: unknown) => string[]

/** Compiles every answer of the document once. */
export function createCheck(document: Document): Check {
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  ajv.addSchema({ $id: 'sparekey', components: document.components })
  const compiled = new Map<string, ValidateFunction>()
  return ({ method, path }, status, body) => {
    const operation = document.paths[path]?.[method.toLowerCase()]
    const range = `${String(status)[0]}XX`
    const answer = operation?.responses[String(status)] ?? operation?.responses[range]
    if (answer === undefined) return [`${method} ${path} answers ${status}, which the document does not know`]
    const key = `${method} ${path} ${status}`
    const validate = compiled.get(key) ?? ajv.compile(rebase(answer.content['application/json'].schema))
    compiled.set(key, validate)
    if (validate(body)) return []
    return [`${key}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`]
  }
}

/** References of the document, as ajv finds them in the schema that holds all of it. */
function rebase(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"sparekey#/components')) as object
}

/** For tests whose answers are held against the document as they come. */
export const check = createCheck(
  JSON.parse(JSON.stringify(createOpenApi(siteOfDocument(), routes))) as Document,
)

function siteOfDocument(): Parameters<typeof createOpenApi>[0] {
  return {
    origin: 'https://shop.example',
    prefix: '',
    basePath: '/auth/amazon',
    face: { siteName: 'shop.example' },
  }
}
