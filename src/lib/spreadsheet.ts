/**
 * A cell that a spreadsheet would compute rather than show: for papaparse's `escapeFormulae`, which puts an apostrophe
 * in front. The library's own pattern lets a formula through when a line break follows it.
 * Source: OWASP "CSV Injection".
 */
export const formula = /^[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20]/
