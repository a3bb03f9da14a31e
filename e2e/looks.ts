/** The looks that every page is checked in. */
const themes = ['light', 'dark'] as const
const windows = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]

export const looks = themes.flatMap((colorScheme) =>
  windows.map((viewport) => ({
    name: `${colorScheme}, ${viewport.width} px`,
    use: { colorScheme, viewport, reducedMotion: 'reduce' as const },
  })),
)
