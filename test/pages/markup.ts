/** All tags of a document, without the values of their attributes: what hostile text must not be able to change. */
export function tagsOf(html: string): string[] {
  const withoutStyle = html.replace(/(<style[^>]*>)[\s\S]*?(<\/style>)/g, '$1$2')
  return (withoutStyle.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, '=""'))
}

/** The words a reader sees, without tags. */
export function textOf(html: string): string {
  const body = html.slice(html.indexOf('<body>')).replace(/<[^>]*>/g, ' ')
  return body.replace(/\s+/g, ' ').trim()
}

/** The values of one attribute wherever it occurs. */
export function attributeValues(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '')
}

export function formsOf(html: string): string[] {
  return html.match(/<form[\s\S]*?<\/form>/g) ?? []
}

export function titleOf(html: string): string {
  return /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
}
