/** The key that seals session cookies in these tests: known, so that a test can open a cookie and hold the token. */
export const SESSION_KEY = Buffer.alloc(32, 'known to the tests only').toString('base64')
