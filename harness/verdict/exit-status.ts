// Exit statuses of firedrill as data, for `--help` and the documents. Which one a drill ends in is
// decided in judge.ts; 64 and 69 come from the commands.

import type { LocalizedText } from '../model/text.ts';
import type { ExitStatus } from './verdict.ts';

/** Wrong usage or an invalid scenario, as EX_USAGE of sysexits(3). */
export const USAGE_STATUS: ExitStatus = 64;
/** The lab is unavailable, as EX_UNAVAILABLE of sysexits(3). */
export const UNAVAILABLE_STATUS: ExitStatus = 69;
/** An error in the harness, as EX_SOFTWARE of sysexits(3). */
export const HARNESS_ERROR_STATUS: ExitStatus = 70;

/** One exit status and what it means. */
export interface ExitStatusRow {
  readonly status: ExitStatus;
  readonly meaning: LocalizedText;
}

/** Every exit status, in the order in which the first that applies is taken. */
export const EXIT_STATUSES: readonly ExitStatusRow[] = [
  {
    status: 70,
    meaning: {
      en: 'error in the harness, or something could not be undone',
      ko: '하네스 오류 또는 되돌리지 못한 변경이 있음',
    },
  },
  {
    status: 69,
    meaning: {
      en: 'lab unavailable, or runs are blocked',
      ko: '랩을 사용할 수 없거나 실행이 차단됨',
    },
  },
  {
    status: 64,
    meaning: { en: 'wrong usage or invalid scenario', ko: '잘못된 사용법 또는 시나리오 오류' },
  },
  {
    status: 3,
    meaning: {
      en: 'aborted by a person, a signal or a stop condition',
      ko: '사람, 시그널 또는 중지 조건에 의해 중단됨',
    },
  },
  {
    status: 1,
    meaning: { en: 'at least one objective missed', ko: '하나 이상의 목표를 달성하지 못함' },
  },
  {
    status: 2,
    meaning: { en: 'inconclusive: nothing proved missed, not all proved met', ko: '판정 불가' },
  },
  { status: 0, meaning: { en: 'every objective met', ko: '모든 목표를 달성함' } },
];
