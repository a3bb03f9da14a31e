/** Operations of a JSON patch. */
export const path = (id: string) => `/v2/images/${id}`
export const set = (key: string, value: unknown) => ({ op: 'replace', path: `/${key}`, value })
export const add = (key: string, value: unknown) => ({ op: 'add', path: `/${key}`, value })
export const remove = (key: string) => ({ op: 'remove', path: `/${key}` })
