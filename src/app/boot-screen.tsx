import { BrandMark } from '#ui/brand.tsx'

/** Between the first byte of code and the first page: the mark, quietly. */
export function BootScreen() {
  return (
    <div role="status" aria-label="Loading Cloud Images" className="flex min-h-dvh items-center justify-center">
      <BrandMark className="size-8 animate-pulse" />
    </div>
  )
}
