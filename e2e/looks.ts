/** The looks that pages are checked in. */
const look = (colorScheme: 'light' | 'dark', width: number, height: number) => ({
  name: `${colorScheme}, ${width} px`,
  use: { colorScheme, viewport: { width, height }, reducedMotion: 'reduce' as const },
})

/** Each theme and each width once. */
export const diagonalLooks = [look('light', 1440, 900), look('dark', 360, 740)]

/** For pages whose parts nothing else checks: a phone has the same colours in fewer places. */
export const looks = [...diagonalLooks, look('dark', 1440, 900)]
