// What assertion suites expected and found, and why one cannot be used, in Korean. Names of tests
// and what other matchers say stay as their authors wrote them.

import { formatCount } from './figures.ts';
import type { SuiteWords } from './suites-en.ts';

const EXPECTATIONS: SuiteWords['expectations'] = {
  recoverWithin: (service, rto) => `${service}: ${rto} 이내 복구`,
  keepWrites: (service) => `${service}: 승인된 쓰기 유실 없음`,
  loseAtMost: (service, writes, age) =>
    `${service}: 유실 ${formatCount(writes)}건 이하, 유실 범위 ${age} 이내`,
  balance: (service) => `${service}: 장부 일치`,
  stayAvailable: (service, floor) => `${service}: 가용률 ${floor} 이상`,
  beUnaffected: (service) => `${service}: 무영향`,
  failBackWithin: (service, limit) => `${service}: 원복에 따른 지장 ${limit} 이내`,
  beDetectedWithin: (service, limit) => `${service}: ${limit} 이내 감지`,
  reachStages: (service, stages) => `${service}: ${stages} 순서로 진행`,
  openAfter: (service, other) => `${service}: ${other}보다 나중에 업무 재개`,
  haveOnePrimary: (service) => `${service}: 장부 확인마다 주 시스템 하나`,
  haveConfirmedFaults: '모든 장애가 트래픽으로 확인됨',
  haveSoundInstrument: '측정을 신뢰할 수 있음',
};

function conditionOf(expectation: string, negated: boolean): string {
  return `${negated ? '금지' : '기대'} 조건(${expectation})`;
}

const FINDINGS: SuiteWords['findings'] = {
  withBasis: (found, basis) => `${found}. ${basis}`,
  basisEvents: (good, bad, rate) =>
    `근거: 정상 ${formatCount(good)}건, 비정상 ${formatCount(bad)}건 (${rate})`,
  basisWrites: (acknowledged, attempted) =>
    `근거: 쓰기 시도 ${formatCount(attempted)}건 중 승인 ${formatCount(acknowledged)}건`,
  basisLoad: (attempts, dropped, scheduled) =>
    `근거: 시도 ${formatCount(attempts)}건, 예정 요청 ${formatCount(scheduled)}건 중 누락 ` +
    `${formatCount(dropped)}건`,
  neverDown: (good) =>
    `서비스가 중단되지 않아(정상 ${formatCount(good)}건) 복구도 없었습니다. ` +
    '무영향을 기대한다면 toBeUnaffected()를 쓰십시오',
  noFaultPlanned: '계획된 장애가 없어 확인할 대상이 없습니다',
  confirmation: (fault, confirmation) => `${fault} ${confirmation}`,
  noProblem: '측정에서 문제가 발견되지 않았습니다',
  noLoad: '부하가 전혀 없었습니다',
  inDoubt: (problem) => `측정을 신뢰할 수 없습니다: ${problem}`,
  inDoubtWithOthers: (problem, others) => `측정을 신뢰할 수 없습니다: ${problem} (${others})`,
  rolesInDoubt: (problem, roles) => `측정을 신뢰할 수 없습니다: ${problem}. ${roles}`,
  roles: (roles) => `장부 확인에 나타난 역할은 다음과 같습니다: ${roles}`,
  noRoles: '장부 확인에 나타난 역할이 없습니다',
  role: (reading, instance, role, epoch) => `${reading} ${instance} ${role} (세대 ${epoch})`,
  noFaultMade: '이 서비스에 영향을 주는 장애가 주입되지 않았습니다',
  loadNotEnded: '부하가 종료되지 않았습니다',
  stageAbsent: (stage, observed) => `관측한 ${observed} 동안 ‘${stage}’ 단계가 없었습니다`,
  detected: (time) =>
    `장애 주입 호출 이후 ${time} 만에 감지했습니다. 근거: 복구 절차 시각 기록 1건`,
  stageOutOfTurn: (stage, stamps) => `‘${stage}’ 단계가 순서보다 앞섰습니다: ${stamps}`,
  stages: (stamps) => `진행된 단계는 다음과 같습니다: ${stamps}`,
  stamp: (stage, time) => `${stage} ${time}`,
  openedLater: (time) => `${time} 나중에 재개되었습니다`,
  openedEarlier: (time) => `${time} 먼저 재개되었습니다`,
};

const ASSERTIONS: SuiteWords['assertions'] = {
  notAsExpected: (expectation, finding, negated) =>
    negated
      ? `${conditionOf(expectation, negated)}에 해당합니다: ${finding}`
      : `${conditionOf(expectation, negated)}을 충족하지 못했습니다: ${finding}`,
  unanswered: (expectation, finding, negated) =>
    `${conditionOf(expectation, negated)}을 이 훈련으로 판정할 수 없습니다: ${finding}`,
  askOfService: (matcher) =>
    `${matcher}: 서비스에 대해서만 물을 수 있습니다. ` +
    `expect(drill.service('…')).${matcher}(…)와 같이 쓰십시오`,
  askOfDrill: (matcher) =>
    `${matcher}: 훈련에 대해서만 물을 수 있습니다. expect(drill).${matcher}()와 같이 쓰십시오`,
  noDuration: (matcher, given) =>
    `${matcher}: 시간 표기가 아닙니다 (${given}). "12s" 또는 "250ms"와 같이 쓰십시오`,
  noNumberOfWrites: (matcher, given) => `${matcher}: 쓰기 건수가 아닙니다 (${given})`,
  noShare: (matcher, given) =>
    `${matcher}: 비율이 아닙니다 (${given}). 90%이면 0.9와 같이 쓰십시오`,
  noStageNamed: (matcher) => `${matcher}: 단계를 하나 이상 지정하십시오`,
  noSuchService: (service, known) =>
    `부하가 있는 서비스 중에 ‘${service}’ 서비스가 없습니다 (있는 서비스: ${known || '없음'})`,
  noSuchOperation: (service, operation) =>
    `${service}: 대사한 쓰기 업무 중에 ‘${operation}’ 업무가 없습니다`,
  lossesNotMeasured: (service, why) => `${service}: 유실이 측정되지 않았습니다: ${why}`,
  lossesInDoubt: (service, problem) => `${service}: 유실 측정을 신뢰할 수 없습니다: ${problem}`,
  stageDidNotHappen: (service, stage) => `${service}: ‘${stage}’ 단계가 없었습니다`,
  stagesInDoubt: (service, finding) => `${service}: ${finding}`,
};

const DEFECTS: SuiteWords['defects'] = {
  noSuchFile: '파일이 없습니다',
  tooSlow: (limit) => `제한 시간(${limit}) 안에 끝나지 않았습니다`,
  runnerFailed: (said) => `실행기(vitest)가 실패했습니다: ${said}`,
  doesNotLoad: (error) => `파일을 불러올 수 없습니다: ${error}`,
  strayError: (error) => `검증 항목 밖에서 오류가 발생했습니다: ${error}`,
  strayErrorWithCause: (error, cause) =>
    `검증 항목 밖에서 오류가 발생했습니다: ${error} (원인: ${cause})`,
  inconclusiveTest: (test, error) => `검증 항목 “${test}” 판정 불가: ${error}`,
  assertsNothing: (test) => `검증 항목 “${test}”에 검증 내용이 없습니다`,
  noTest: '파일에 검증 항목이 없습니다',
  allSkipped: '모든 검증 항목을 건너뛰었습니다',
};

/** Sentences about assertion suites in Korean. */
export const SUITES_KO: SuiteWords = {
  expectations: EXPECTATIONS,
  findings: FINDINGS,
  assertions: ASSERTIONS,
  defects: DEFECTS,
};
