/** The mark: a stack of disk platters, the top one lit. `public/favicon.svg` draws the same shapes. */
export function BrandMark({ className = 'size-6' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={`shrink-0 ${className}`}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" strokeWidth="2.2" strokeLinecap="round" className="stroke-on-accent">
        <path d="M6.5 20.6c.7 2.7 4.7 4.7 9.5 4.7s8.8-2 9.5-4.7" opacity=".45" />
        <path d="M6.5 16c.7 2.7 4.7 4.7 9.5 4.7s8.8-2 9.5-4.7" opacity=".75" />
      </g>
      <path
        fillRule="evenodd"
        className="fill-on-accent"
        d="M16 5.8c5.6 0 10.2 2.45 10.2 5.45S21.6 16.7 16 16.7 5.8 14.25 5.8 11.25 10.4 5.8 16 5.8Zm0 3.75c-2 0-3.6.76-3.6 1.7s1.6 1.7 3.6 1.7 3.6-.76 3.6-1.7-1.6-1.7-3.6-1.7Z"
      />
    </svg>
  )
}

/** The mark with the name beside it. */
export function Brand() {
  return (
    <span className="flex items-center gap-2 text-sm font-semibold tracking-tight text-ink">
      <BrandMark />
      Cloud Images
    </span>
  )
}
