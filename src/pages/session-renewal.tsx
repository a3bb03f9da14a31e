export { SessionRenewal as Component } from '#features/sign-in/session-renewal.tsx'
