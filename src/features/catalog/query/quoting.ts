/** Keys and values as they must be written in a query to be read back as they are. */

const needsQuotes = /[\s",*<>]|^$|\.\.|^=/

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** A value, in quotes when a character of it would be taken for syntax. */
export const writeValue = (value: string) => (needsQuotes.test(value) ? quoted(value) : value)

/** A key, in quotes when it would not be read as one otherwise. */
export const writeKey = (key: string) => (/[\s":]|^-|^$/.test(key) ? quoted(key) : key)
