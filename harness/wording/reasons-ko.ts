// Why an objective, a suite or a drill ended as it did, and what was measured, in Korean. Figures
// stand in brackets or before nouns that do not change with them.

import { formatCount } from './figures.ts';
import type { ReasonWords } from './reasons-en.ts';

const MEASURED: ReasonWords['measured'] = {
  notRecovered: (time) => `${time} 내 복구되지 않음`,
  notAffected: '영향 없음',
  nothingLost: (exposed) => `노출 ${formatCount(exposed)}건 중 유실 0건`,
  lost: (lost, age) => `유실 ${formatCount(lost)}건, 유실 범위 ${age}`,
  availability: (share, good, events) => `${share} (${formatCount(good)}/${formatCount(events)})`,
  booksIntact: '일치',
  booksBroken: '불일치',
  disturbance: (bad, events) => `${formatCount(events)}건 중 비정상 ${formatCount(bad)}건`,
  disruption: (time) => `지장 ${time}`,
};

const REASONS: ReasonWords['reasons'] = {
  notMeasured: (why) => `측정되지 않았습니다: ${why}`,
  inDoubt: (problem, otherwise) => `측정을 신뢰할 수 없습니다: ${problem}. ${otherwise}`,
  inDoubtWithOthers: (problem, others, otherwise) =>
    `측정을 신뢰할 수 없습니다: ${problem} (${others}). ${otherwise}`,
  recoveredInTime: (time, rto) => `${time} 만에 안정화되어 목표복구시간(RTO ${rto}) 이내입니다`,
  recoveredLate: (time, rto) => `${time} 만에 안정화되어 목표복구시간(RTO ${rto})을 초과했습니다`,
  recoveredWithFault: (time) =>
    `${time} 만에 안정화되었으나 장애가 해제된 뒤이므로, 전환에 의한 복구가 입증되지 않았습니다`,
  rtoInsideInterval: (time, rto) =>
    `${time} 만에 안정화되었으나 목표복구시간(RTO ${rto})이 측정 구간 안에 있어 판정할 수 없습니다`,
  notRecovered: (time, rto) =>
    `${time} 동안 안정화되지 않아 목표복구시간(RTO ${rto})을 초과했습니다`,
  notSeenToRecover: (time, rto) =>
    `안정화가 확인되지 않았으나, 장애 관측이 ${time} 동안에 그쳐 목표복구시간(RTO ${rto}) ` +
    '초과 여부를 판정할 수 없습니다',
  neverDown: (good) =>
    `서비스가 중단되지 않았습니다 (장애 이후 정상 ${formatCount(good)}건, 비정상 0건)`,
  nothingLost: (exposed) =>
    `승인된 쓰기의 유실이 없습니다 (유실 위험 노출 ${formatCount(exposed)}건)`,
  lossWithinLimits: (lost, age) =>
    `승인된 쓰기 ${formatCount(lost)}건이 유실되었으나(유실 범위 ${age}) 허용 한도 이내입니다`,
  lostTooMany: (lost, limit) =>
    `승인된 쓰기 ${formatCount(lost)}건이 유실되어 허용 한도(${formatCount(limit)}건)를 ` +
    '초과했습니다',
  lossTooOld: (age, limit) => `유실 범위(${age})가 허용 한도(${limit})를 초과했습니다`,
  lossLimitInsideInterval: (age, limit) =>
    `허용 한도(${limit})가 유실 범위(${age})의 측정 구간 안에 있어 판정할 수 없습니다`,
  booksIntact: '장부가 일치하며, 중복되거나 요청한 적이 없는 거래가 없습니다',
  booksBroken: (findings) => `장부가 일치하지 않습니다: ${findings}`,
  available: (share, floor) => `정상 비율(${share})이 하한(${floor}) 이상입니다`,
  notAvailable: (share, floor) => `정상 비율(${share})이 하한(${floor})에 미치지 못했습니다`,
  floorInsideRange: (share, floor) =>
    `하한(${floor})이 정상 비율의 측정 구간(${share}) 안에 있어 판정할 수 없습니다`,
  untouched: (good) => `영향을 받지 않았습니다 (정상 ${formatCount(good)}건, 비정상 0건)`,
  touched: (bad, events) =>
    `영향을 받았습니다 (${formatCount(events)}건 중 비정상 ${formatCount(bad)}건)`,
  tooFewToTell: (good, needed) =>
    `비정상 요청은 없으나 정상 요청이 ${formatCount(good)}건뿐이어서 판정할 수 없습니다 ` +
    `(${needed}건 필요)`,
  touchedWithinLevel: (bad, events) =>
    `${formatCount(events)}건 중 비정상 ${formatCount(bad)}건으로 서비스 수준 이내이나, ` +
    '영향이 없었다고 볼 수 없습니다',
  failbackShort: (time, limit) =>
    `원복에 따른 지장 시간(${time})이 허용 한도(${limit}) 이내이며, 유실이 없습니다`,
  failbackLong: (time, limit) =>
    `원복에 따른 지장 시간(${time})이 허용 한도(${limit})를 초과했습니다`,
  failbackLostWrites: '원복 시작 이후 승인된 쓰기가 유실되었습니다',
  failbackNotEnded: '원복이 끝나지 않았습니다',
};

const JUDGEMENTS: ReasonWords['judgements'] = {
  notUndone: (things) => `되돌리지 못한 변경이 있습니다: ${things}`,
  harnessError: (said) => `하네스에서 오류가 발생했습니다: ${said}`,
  aborted: (cause) => `훈련이 중단되었습니다: ${cause}`,
  allMet: (objectives) => `목표 ${formatCount(objectives)}개를 모두 달성했습니다`,
  noObjectives: '시나리오에 목표가 없습니다',
  objective: (id, reason) => `${id}: ${reason}`,
  suiteFailed: '검증 스위트가 실패했습니다',
  suiteTestFailed: (test) => `검증 스위트가 실패했습니다: ${test}`,
  suiteUnusable: '검증 스위트를 사용할 수 없습니다',
  suiteDefect: (defect) => `검증 스위트를 사용할 수 없습니다: ${defect}`,
  suiteNotRun: '검증 스위트가 실행되지 않았습니다',
};

/** Sentences about verdicts in Korean. */
export const REASONS_KO: ReasonWords = {
  measured: MEASURED,
  reasons: REASONS,
  judgements: JUDGEMENTS,
};
