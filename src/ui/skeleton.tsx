/** A grey bar in the shape of the text that will come. Widths vary by the caller, so a column does not look ruled. */
export function Skeleton({ className = 'h-3 w-24' }: { className?: string }) {
  return <span aria-hidden className={`block animate-pulse rounded-sm bg-line ${className}`} />
}
