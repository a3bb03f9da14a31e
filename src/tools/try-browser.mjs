// Starts Chromium and stops it again. Run by the tests' first step, on the pinned Node.
import { chromium } from 'playwright'

import { chromiumLaunch } from './chromium.mjs'

const browser = await chromium.launch(chromiumLaunch())
await browser.close()
