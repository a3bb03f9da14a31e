/** Counts the cases of a run of the contract, section by section, when it is over. */
import type { TestProject } from 'vitest/node'

import { realCloudFile } from './target.ts'

interface Count {
  passed: number
  failed: number
}

function countsOf(project: TestProject): Map<string, Count> {
  const counts = new Map<string, Count>()
  for (const module of project.vitest.state.getTestModules()) {
    if (module.project !== project) continue
    for (const test of module.children.allTests()) {
      const title = test.parent.type === 'suite' ? test.parent.name : module.relativeModuleId
      const count = counts.get(title) ?? { passed: 0, failed: 0 }
      // A case that a failed preparation kept from running has not passed.
      count[test.result().state === 'passed' ? 'passed' : 'failed'] += 1
      counts.set(title, count)
    }
  }
  return counts
}

/** Runs once before and, by what it returns, once after all cases. */
export default function setup(project: TestProject): () => void {
  const isReal = realCloudFile() !== undefined
  return () => {
    const counts = [...countsOf(project)].toSorted(([a], [b]) => a.localeCompare(b))
    const lines = counts.map(
      ([title, { passed, failed }]) =>
        `${String(passed).padStart(5)}  ${title}${failed > 0 ? `, ${failed} FAILED` : ''}`,
    )
    const total = counts.reduce((sum, [, { passed, failed }]) => sum + passed + failed, 0)
    const end = `${String(total).padStart(5)}  cases on ${isReal ? 'the real cloud' : 'the fake clouds'}`
    process.stdout.write(`\n${[...lines, end].join('\n')}\n`)
  }
}
