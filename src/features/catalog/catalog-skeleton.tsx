import { Skeleton } from '#ui/skeleton.tsx'

const widths = ['w-56', 'w-40', 'w-72', 'w-48', 'w-64', 'w-44', 'w-52', 'w-60', 'w-36', 'w-48', 'w-64', 'w-40']

/** Rows in the shape of those that come. */
export const CatalogSkeleton = () => (
  <div role="status" className="min-h-0 flex-1 overflow-hidden">
    <span className="sr-only">Loading images…</span>
    <div className="h-8 border-b border-line-strong" />
    {widths.map((width, at) => (
      <div key={at} className="flex h-9 items-center gap-2.5 border-b border-line px-4">
        <Skeleton className="size-5" />
        <Skeleton className={`h-3 max-w-[60vw] ${width}`} />
        <span className="flex-1" />
        <Skeleton className="h-3 w-16 max-sm:hidden" />
        <Skeleton className="h-3 w-14 max-sm:hidden" />
        <Skeleton className="h-3 w-20 max-md:hidden" />
      </div>
    ))}
  </div>
)
