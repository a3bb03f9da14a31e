/** Names that break careless screens. */
export interface OddName {
  key: string
  name: string | null
}

export const ODD_NAMES: readonly OddName[] = [
  { key: 'odd html', name: '<script>alert("image")</script><b>bold</b> & "quoted"' },
  { key: 'odd right-to-left', name: 'צילום מערכת \u202eraw.exe\u202c خادم الويب 24.04' },
  { key: 'odd long', name: `long-${'0123456789'.repeat(25)}` },
  { key: 'odd missing', name: null },
  { key: 'odd spaces', name: '  two  spaces\tand a tab  ' },
  { key: 'odd like an id', name: '00000000-0000-4000-8000-000000000000' },
]

/** Four-byte characters: refused by the three-byte databases of many OpenStack clouds, so seeded on Rackspace only. */
export const EMOJI_NAME: OddName = { key: 'odd emoji', name: '🚀 release 🧪 candidate 👩‍💻' }
