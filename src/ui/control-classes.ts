/** Class lists shared by everything that looks like a button, so a link and a button in one row cannot differ. */

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ControlSize = 'sm' | 'md' | 'lg'

const base =
  'inline-flex shrink-0 cursor-default items-center justify-center rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 [&_svg]:shrink-0'

const sizes: Record<ControlSize, string> = {
  sm: 'h-6 gap-1 px-2 text-xs [&_svg]:size-3.5 max-sm:h-8 pointer-coarse:h-8',
  md: 'h-control gap-1.5 px-2.5 text-sm [&_svg]:size-4',
  lg: 'h-9 gap-2 px-3.5 text-sm [&_svg]:size-4',
}

const squares: Record<ControlSize, string> = {
  sm: 'size-6 [&_svg]:size-3.5 max-sm:size-8 pointer-coarse:size-8',
  md: 'size-control [&_svg]:size-4',
  lg: 'size-9 [&_svg]:size-4',
}

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-on-accent data-hovered:bg-accent-strong data-pressed:bg-accent-strong shadow-edge',
  secondary:
    'border-line-strong bg-surface text-ink data-hovered:bg-hover data-pressed:bg-sunken data-[expanded]:bg-hover',
  ghost: 'border-transparent text-ink-2 data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-line',
  danger: 'border-transparent bg-bad text-on-accent shadow-edge data-hovered:bg-bad/90 data-pressed:bg-bad/80',
}

/** What a refused control looks like: still there and readable, plainly not for pressing. */
const refused = 'border-line bg-transparent text-ink-3 cursor-not-allowed'

export interface ControlLook {
  variant: ButtonVariant
  size: ControlSize
  isRefused?: boolean
  isSquare?: boolean
}

export const controlClasses = ({ variant, size, isRefused = false, isSquare = false }: ControlLook) =>
  `${base} ${(isSquare ? squares : sizes)[size]} ${isRefused ? `${refused} ${variant === 'ghost' ? 'border-transparent' : ''}` : variants[variant]}`
