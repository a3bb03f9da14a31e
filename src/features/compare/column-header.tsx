import { ArrowLeft, ArrowLeftToLine, ArrowRight, X } from 'lucide-react'
import type { ImageRef } from '#api/images.ts'
import { type OperatingSystem, operatingSystem } from '#api/operating-system.ts'
import type { Image } from '#api/schemas.ts'
import { paths } from '#lib/paths.ts'
import { no, type Verdict, yes } from '#lib/verdict.ts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { OsMark } from '#ui/os-mark.tsx'
import { TextLink } from '#ui/text-link.tsx'
import { actId, type ColumnAct } from './use-column-acts.ts'

export interface ColumnHeaderProps {
  imageRef: ImageRef
  /** Null while it loads. */
  image: Image | null
  /** What the image is called here and in announcements. */
  name: string
  /** Index from the left, of so many. */
  at: number
  of: number
  isRegionShown: boolean
  onAct: (act: ColumnAct, ref: ImageRef, name: string) => void
}

/** Which image a column is, and what can be done with the column. */
export function ColumnHeader({ imageRef, image, name, at, of, isRegionShown, onAct }: ColumnHeaderProps) {
  const os = image && operatingSystem(image)
  const about = [os && osWords(os), isRegionShown && imageRef.region].filter(Boolean).join(' · ')
  const isBaseline = at === 0
  const control = (act: ColumnAct) => ({
    id: actId(imageRef, act),
    size: 'sm' as const,
    onPress: () => onAct(act, imageRef, name),
  })
  return (
    <div className="flex h-full flex-col gap-1">
      <div className="flex items-start gap-2">
        <OsMark distro={os?.distro ?? 'unknown'} />
        <TextLink
          href={paths.image(imageRef.region, imageRef.imageId)}
          tone="quiet"
          className="line-clamp-3 min-w-0 font-semibold break-words text-ink"
        >
          <bdi>{name}</bdi>
        </TextLink>
      </div>
      <div className="text-xs font-normal text-ink-3">{about || '\u00a0'}</div>
      <div className="flex min-w-0 items-center gap-1 font-mono text-xs font-normal text-ink-3">
        <span className="truncate">{imageRef.imageId}</span>
        <CopyButton text={imageRef.imageId} what={`ID of ${name}`} />
      </div>
      <div className="mt-auto flex items-center gap-0.5 pt-0.5 font-normal">
        {isBaseline ? (
          <Badge tone="accent">Baseline</Badge>
        ) : (
          <IconButton aria-label={`Compare with ${name}`} {...control('baseline')} className="-ms-1">
            <ArrowLeftToLine aria-hidden className="rtl:-scale-x-100" />
          </IconButton>
        )}
        <span className="ms-auto flex">
          <IconButton aria-label={`Move ${name} left`} verdict={canMove(at > 0, 'first')} {...control('left')}>
            <ArrowLeft aria-hidden />
          </IconButton>
          <IconButton aria-label={`Move ${name} right`} verdict={canMove(at < of - 1, 'last')} {...control('right')}>
            <ArrowRight aria-hidden />
          </IconButton>
          <IconButton aria-label={`Remove ${name}`} {...control('remove')}>
            <X aria-hidden />
          </IconButton>
        </span>
      </div>
    </div>
  )
}

const canMove = (isPossible: boolean, place: string): Verdict =>
  isPossible ? yes : no(`It is the ${place} column already.`)

const osWords = ({ distro, label, version }: OperatingSystem) =>
  distro === 'unknown' ? 'Unknown system' : [label, version].filter(Boolean).join(' ')
