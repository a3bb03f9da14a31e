/** `node e2e/real-cloud/logs.ts`: the last lines of every log of the cloud, to see what a failing test met. */
import { logFiles, runTool, showLogs } from './tool.ts'

await runTool(async (settings) => showLogs(await logFiles(settings)))
