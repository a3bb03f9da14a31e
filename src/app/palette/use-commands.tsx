/** The commands of the palette: what is everywhere, and what follows from the page at hand. */
import {
  ArrowLeftRight,
  Copy,
  Download,
  FileJson,
  HardDrive,
  History,
  Inbox,
  Info,
  Keyboard,
  LogOut,
  MapPin,
  Monitor,
  Moon,
  Send,
  Sun,
  Tags,
  Upload,
  Users,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useMatch, useNavigate } from 'react-router'

import { imageName } from '#api/image-facts.ts'
import { recentImages } from '#api/recent-images.ts'
import type { SignedIn } from '#api/session.ts'
import { importVerdict } from '#api/transfers-can.ts'
import { ALL_REGIONS, type ImageTab, paths } from '#lib/paths.ts'
import { copyAndTell } from '#ui/clipboard.ts'

import { places } from '#app/shortcuts.ts'
import { useSignOut } from '#app/sign-out.ts'
import { chooseTheme } from '#app/theme.ts'
import type { Command, Found } from './commands.ts'

const placeIcons: Record<string, ReactNode> = {
  Images: <HardDrive aria-hidden />,
  Transfers: <ArrowLeftRight aria-hidden />,
  'Shared by me': <Send aria-hidden />,
  Invitations: <Inbox aria-hidden />,
}

const tabs: { tab: ImageTab; label: string; icon: ReactNode; words: string }[] = [
  { tab: 'overview', label: 'Overview', icon: <Info aria-hidden />, words: 'facts checksum' },
  { tab: 'metadata', label: 'Metadata', icon: <Tags aria-hidden />, words: 'edit properties tags' },
  { tab: 'sharing', label: 'Sharing', icon: <Users aria-hidden />, words: 'members share invite' },
  { tab: 'data', label: 'Data', icon: <Download aria-hidden />, words: 'upload download' },
  { tab: 'activity', label: 'Activity', icon: <History aria-hidden />, words: 'tasks history' },
  { tab: 'json', label: 'JSON', icon: <FileJson aria-hidden />, words: 'raw' },
]

interface Context {
  session: SignedIn
  /** Of the URL: one, or all. */
  region: string
  onShortcuts: () => void
}

export function useCommands({ session, region, onShortcuts }: Context) {
  const navigate = useNavigate()
  const { signOut } = useSignOut()
  const opened = useMatch('/:region/images/:imageId')
  const go = (path: string) => () => void navigate(path)

  const ofImage = (): Command[] => {
    const { region: where, imageId } = opened?.params ?? {}
    if (where === undefined || imageId === undefined) return []
    return [
      ...tabs.map(({ tab, label, icon, words }): Command => ({
        id: `tab ${tab}`,
        group: 'This image',
        label,
        icon,
        words,
        run: go(paths.image(where, imageId, tab)),
      })),
      {
        id: 'copy id',
        group: 'This image',
        label: 'Copy ID',
        detail: imageId,
        icon: <Copy aria-hidden />,
        run: () => void copyAndTell(imageId, 'ID'),
      },
    ]
  }

  const everywhere: Command[] = [
    ...places.map(({ label, key, href }): Command => ({
      id: `go ${label}`,
      group: 'Go to',
      label,
      icon: placeIcons[label],
      keys: ['G', key.toUpperCase()],
      run: go(href(region)),
    })),
    ...importCommand(session, region, go),
    ...regionsOf(session)
      .filter((name) => name !== region)
      .map((name): Command => ({
        id: `region ${name}`,
        group: 'Region',
        label: name === ALL_REGIONS ? 'All regions' : name,
        icon: <MapPin aria-hidden />,
        words: 'region switch',
        run: go(paths.images(name)),
      })),
    theme('system', 'System theme', <Monitor aria-hidden />),
    theme('light', 'Light theme', <Sun aria-hidden />),
    theme('dark', 'Dark theme', <Moon aria-hidden />),
    {
      id: 'shortcuts',
      group: 'Help',
      label: 'Keyboard shortcuts',
      icon: <Keyboard aria-hidden />,
      keys: ['?'],
      run: onShortcuts,
    },
    { id: 'sign out', group: 'Account', label: 'Sign out', icon: <LogOut aria-hidden />, words: 'leave', run: signOut },
  ]

  const recent = recentImages(session)
    .get()
    .filter((one) => one.imageId !== opened?.params.imageId && session.regions.includes(one.region))
    .map(({ region: where, imageId, name }): Command => ({
      id: `recent ${where}/${imageId}`,
      group: 'Opened lately',
      label: name ?? imageId,
      detail: session.regions.length > 1 ? where : '',
      icon: <History aria-hidden />,
      run: go(paths.image(where, imageId)),
    }))

  const toCommand = ({ region: where, image }: Found): Command => {
    const name = imageName(image)
    const facts = [name === null ? null : image.id, session.regions.length > 1 ? where : null]
    return {
      id: `image ${where}/${image.id}`,
      group: 'Images',
      label: name ?? image.id,
      detail: facts.filter((fact) => fact !== null).join(' · '),
      icon: <HardDrive aria-hidden />,
      run: go(paths.image(where, image.id)),
    }
  }
  return { ofImage: ofImage(), everywhere, recent, toCommand }
}

function importCommand(session: SignedIn, region: string, go: (path: string) => () => void): Command[] {
  // A transfer goes into one region.
  if (region === ALL_REGIONS) return []
  const verdict = importVerdict(session)
  return [
    {
      id: 'import',
      group: 'Actions',
      label: 'Import image',
      icon: <Upload aria-hidden />,
      words: 'upload new create',
      ...(!verdict.ok && { refusal: verdict.reason }),
      run: go(paths.importImage(region)),
    },
  ]
}

const regionsOf = ({ regions }: SignedIn) => (regions.length > 1 ? [ALL_REGIONS, ...regions] : [])

const theme = (choice: Parameters<typeof chooseTheme>[0], label: string, icon: ReactNode): Command => ({
  id: `theme ${choice}`,
  group: 'Look',
  label,
  icon,
  words: 'appearance colours',
  run: () => chooseTheme(choice),
})
