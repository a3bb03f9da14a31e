import type { ReactNode } from 'react'

import { Brand } from '#ui/brand.tsx'

import { Platters } from './platters.tsx'

/** The page around the sign-in steps: the form on the left, on wide windows what it leads to on the right. */
export function SignInScene({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(30rem,1fr)_1.2fr]">
      <div className="flex flex-col bg-surface px-6 py-5 sm:px-10 lg:border-r lg:border-line">
        <header>
          <Brand />
        </header>
        <main className="mx-auto flex w-full max-w-96 flex-1 flex-col justify-center py-10">{children}</main>
        <footer className="mx-auto w-full max-w-96 text-xs text-ink-3">
          What you type goes to the cloud’s own identity service and is not kept. Signing out ends the session there,
          too.
        </footer>
      </div>
      <aside
        aria-label="What this is"
        className="flex flex-col justify-center gap-10 overflow-hidden px-12 py-12 max-lg:hidden xl:px-20"
      >
        <Platters className="w-full max-w-160" />
        <p className="max-w-112 text-xl leading-snug font-medium tracking-tight text-balance text-ink-2">
          <span className="text-ink">Every image your servers start from,</span> found, described, moved and shared in
          one place.
        </p>
      </aside>
    </div>
  )
}
