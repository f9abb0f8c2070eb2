// Runs the type checker and the linter (each counts as one test) and the tests. The last line is "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

const report = '.cache/vitest.json';
rmSync(report, { force: true });
const run = (file, ...args) => spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' }).status === 0;

const typed = run('node_modules/typescript7/bin/tsc', '-p', '.');
const ran = run('node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
const clean = run('node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', '.cache/eslint.json');

/** Files that could not even be loaded have no tests to count: each is one failure. */
function counts() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numFailedTests + broken };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const { passed, failed } = counts();
const checks = [typed, clean];
const failures = failed + checks.filter((held) => !held).length + (!ran && failed === 0 ? 1 : 0);
console.log(`${passed + checks.filter(Boolean).length} passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
