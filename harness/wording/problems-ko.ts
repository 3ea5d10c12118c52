// What is wrong with the measuring, with the books, and with ending a drill, in Korean. Clauses
// without a full stop: whoever frames them sets it. Names stand where no particle follows them, so
// that none has to be chosen by their last sound.

import { formatCount } from './figures.ts';
import type { ProblemWords } from './problems-en.ts';

const EXITS: ProblemWords['exits'] = {
  exitStatus: (status) => `종료 코드 ${status}`,
  exitSignal: (signal) => `시그널 ${signal}`,
  exitUnknown: '종료 사유 미상',
};

const INTERRUPTIONS: ProblemWords['interruptions'] = {
  signal: (signal) => `시그널 ${signal} 수신`,
  stopCondition: '중지 조건 발동',
  brokenStopCondition: (service, share, over, floor) =>
    `중지 조건 발동 (${service} 최근 ${over} 정상 비율 ${share}, 하한 ${floor})`,
  noSteadyState: (services) => `정상 상태 미충족으로 장애를 주입하지 않음 (${services})`,
  disturbed: (service, good, bad) =>
    `${service} 정상 ${formatCount(good)}건·비정상 ${formatCount(bad)}건`,
  phaseTimedOut: (phase, deadline) => `‘${phase}’ 단계 제한 시간 초과 (${deadline})`,
  phaseFailed: (phase, said) => `‘${phase}’ 단계 실패: ${said}`,
  somePhaseFailed: (said) => `단계 실패: ${said}`,
  processDied: (process, how) => `프로세스 ${process} 비정상 종료 (${how})`,
  someProcessDied: '프로세스 비정상 종료',
  loadEndedEarly: (how) => `부하 조기 종료 (${how})`,
  watchdogDied: '감시 프로세스 비정상 종료',
  harnessEnded: {
    'harness-died': '훈련 프로세스가 종료되어 감시 프로세스가 모두 되돌림',
    'harness-hung': '훈련 프로세스가 응답하지 않아 감시 프로세스가 종료시키고 모두 되돌림',
    'harness-failed': '훈련이 모두 되돌리지 못해 감시 프로세스가 나머지를 되돌림',
    recovered: '훈련 프로세스가 종료되었고 남은 것은 나중에 되돌림',
    stopped: '외부에서 훈련을 중지하고 되돌림',
  },
  harnessError: (said) => `하네스 오류: ${said}`,
  process: (name, pid) => `프로세스 ${name} (${pid})`,
  container: (name) => `컨테이너 ${name}`,
  network: (name) => `네트워크 ${name}`,
  folder: (path) => `폴더 ${path}`,
};

const PROBLEMS: ProblemWords['problems'] = {
  noSamples: '부하 표본이 남아 있지 않습니다',
  loadEndedEarly: (how) => `부하가 예정보다 일찍 종료되었습니다 (${how})`,
  loadEndNotRecorded: '부하 종료 기록이 없습니다',
  samplesUnreadable: (said) => `표본을 끝까지 읽을 수 없습니다: ${said}`,
  lastSampleCutOff: '표본의 마지막 줄이 잘려 있습니다',
  samplesArchiveCutOff: '압축된 표본 파일이 잘려 있습니다',
  samplesDamaged: (lines) => `표본 ${formatCount(lines)}줄을 읽을 수 없습니다`,
  samplesMissing: (operations) => `표본이 없는 거래가 ${formatCount(operations)}건 있습니다`,
  droppedArrivals: (dropped, scheduled, share, limit) =>
    `예정 요청 ${formatCount(scheduled)}건 중 ${formatCount(dropped)}건이 누락되었습니다 ` +
    `(${share}, 허용 한도 ${limit})`,
  lateArrivals: (operation, p99, limit) =>
    `${operation} 요청의 발생 지연 p99 값(${p99})이 발생 간격(${limit})을 초과했습니다`,
  clockStepped: (step, limit) =>
    `훈련 중 시스템 시각이 ${step}만큼 이동했습니다 (허용 한도 ${limit})`,
  faultNotInjected: (fault) => `계획된 장애(${fault})가 주입되지 않았습니다`,
  faultFailed: (fault, said) => `장애(${fault})를 주입하지 못했습니다: ${said}`,
  faultNotSeen: (fault) => `장애(${fault})의 발생 여부를 트래픽으로 확인하지 못했습니다`,
  faultMismatch: (fault) => `트래픽에 나타난 증상이 계획된 장애(${fault})와 다릅니다`,
  healFailed: (fault, said) => `장애(${fault})를 해제하지 못했습니다: ${said}`,
  healNotConfirmed: (fault) => `장애(${fault})를 해제한 뒤에도 트래픽에 증상이 나타났습니다`,
  proxyReplaced: (host, said) => `${host}의 프록시가 제어에 응하지 않아 교체했습니다: ${said}`,
  steadyStateBroken: (good, events, share, needed) =>
    `장애 이전의 정상 상태가 기준에 미치지 못했습니다 (${formatCount(events)}건 중 정상 ` +
    `${formatCount(good)}건, ${share}, 기준 ${needed})`,
  noSteadyState: '정상 상태 구간에 요청이 없습니다',
  recordDamaged: (record) => `저널의 ${record}번째 기록을 읽을 수 없습니다`,
  otherPlan: '훈련 계획이 훈련을 시작할 때의 것과 다릅니다',
  readingDamaged: (reading, instance) => `${instance}의 ${reading} 장부 확인 자료가 손상되었습니다`,
  drillInterrupted: (cause) => `훈련이 중단되었습니다: ${cause}`,
  methodNotStarted: '장애 주입·복구 단계가 시작되지 않았습니다',
  endNotRecorded: '저널에 훈련 종료 기록이 없습니다',
  readingMissing: (reading) => `${reading} 장부 확인이 이루어지지 않았습니다`,
  readingWithoutPrimary: (reading) => `${reading} 장부 확인 자료에 주 시스템의 장부가 없습니다`,
  readingNotQuiet: (reading) => `쓰기가 멈추기 전에 ${reading} 장부 확인이 이루어졌습니다`,
};

const NOT_MEASURED: ProblemWords['notMeasured'] = {
  methodNotStarted: PROBLEMS.methodNotStarted,
  faultNotInjected: PROBLEMS.faultNotInjected,
  disturbedWithoutFault:
    '비정상 요청이 있으나, 이 서비스에 영향을 주는 장애가 훈련 계획에 없습니다',
  tooFewGoodEvents: (good, needed) =>
    `비정상 요청은 없으나 정상 요청이 ${formatCount(good)}건뿐입니다 (${needed}건 필요)`,
  noWriteOperation: '이 서비스의 부하에 쓰기 업무가 없습니다',
  noPrimaryBooks: (readings) =>
    `${readings.join('·')} 장부 확인 자료에 주 시스템의 장부가 없습니다`,
  nothingExposed: '유실 위험 구간에 승인된 쓰기가 없어 유실 여부를 판단할 수 없습니다',
  noLoad: '이 서비스에는 부하가 없습니다',
  noEvent: '장애 주입·복구 단계에 요청이 없습니다',
  noFailback: '원복이 시작되지 않았습니다',
  notAnalysed: '분석 결과에 해당 항목이 없습니다',
};

const BOOKS: ProblemWords['books'] = {
  ledgerNotZero: (instance, reading, sum) =>
    `${instance} ${reading} 장부: 원장 합계가 0원이 아닌 ${sum}입니다`,
  moneyAppeared: (instance, reading, won) =>
    `${instance} ${reading} 장부: 잔액 합계가 기대 잔액보다 ${won} 많습니다`,
  moneyVanished: (instance, reading, won) =>
    `${instance} ${reading} 장부: 잔액 합계가 기대 잔액보다 ${won} 부족합니다`,
  duplicated: (operation, operations) =>
    `${operation}: ${formatCount(operations)}건이 두 번 이상 기록되었습니다`,
  unexpected: (operation, operations) =>
    `${operation}: 요청한 적이 없는 거래 ${formatCount(operations)}건이 기록되었습니다`,
  duplicatedPayments: (payments) =>
    `다른 서비스를 위한 지급 ${formatCount(payments)}건이 두 번 이상 기록되었습니다`,
};

/** Sentences about problems in Korean. */
export const PROBLEMS_KO: ProblemWords = {
  said: (words) => `“${words}”`,
  andOthers: (others) => `그 밖의 문제 ${formatCount(others)}건`,
  exits: EXITS,
  interruptions: INTERRUPTIONS,
  problems: PROBLEMS,
  notMeasured: NOT_MEASURED,
  books: BOOKS,
};
