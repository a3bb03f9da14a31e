declare module 'react' {
  interface CSSProperties {
    '--os-hue'?: number
    '--os-chroma'?: number
  }
}

/** Two letters and a hue by distribution: told apart at a glance, without anybody's trademark. */
const marks: Record<string, { letters: string; hue: number }> = {
  almalinux: { letters: 'Al', hue: 250 },
  alpine: { letters: 'Ap', hue: 230 },
  amazon: { letters: 'Am', hue: 70 },
  arch: { letters: 'Ar', hue: 225 },
  centos: { letters: 'Ce', hue: 310 },
  cirros: { letters: 'Ci', hue: 200 },
  coreos: { letters: 'Co', hue: 190 },
  debian: { letters: 'De', hue: 5 },
  fedora: { letters: 'Fe', hue: 255 },
  flatcar: { letters: 'Fl', hue: 170 },
  freebsd: { letters: 'Fb', hue: 20 },
  gentoo: { letters: 'Ge', hue: 290 },
  netbsd: { letters: 'Nb', hue: 50 },
  nixos: { letters: 'Nx', hue: 240 },
  openbsd: { letters: 'Ob', hue: 90 },
  opensuse: { letters: 'oS', hue: 140 },
  oracle: { letters: 'Or', hue: 30 },
  rhel: { letters: 'Rh', hue: 15 },
  rocky: { letters: 'Ro', hue: 160 },
  sles: { letters: 'Sl', hue: 145 },
  ubuntu: { letters: 'Ub', hue: 42 },
  vyos: { letters: 'Vy', hue: 60 },
  windows: { letters: 'Wi', hue: 235 },
  linux: { letters: 'Li', hue: 265 },
}

/** Decoration only: the operating system is always said in words somewhere near. */
export function OsMark({ distro, size = 'small' }: { distro: string; size?: 'small' | 'large' }) {
  const mark = Object.hasOwn(marks, distro) ? marks[distro] : undefined
  const box = size === 'small' ? 'size-5 rounded-sm text-[0.625rem]' : 'size-9 rounded-md text-sm'
  return (
    <span
      aria-hidden
      className={`os-mark inline-flex shrink-0 items-center justify-center font-semibold ${box}`}
      style={{ '--os-hue': mark?.hue ?? 265, '--os-chroma': mark ? 1 : 0.15 }}
    >
      {mark?.letters ?? '·'}
    </span>
  )
}
