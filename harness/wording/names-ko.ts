// Korean words for the names that the journal, the plan, the analysis and the books use.

import type {
  ConfirmationNames,
  ExitStatusMeanings,
  Names,
  OutcomeNames,
  SuiteStateNames,
  VerdictNames,
} from './names.ts';

/** Words by name. */
export const NAMES_KO: Names = {
  // Runbook stages.
  'first-failed-probe': '첫 점검 실패',
  detected: '감지',
  declared: '장애 선언',
  'promote-started': '승격 시작',
  promoted: '승격 완료',
  repointed: '경로 전환',
  verified: '업무 검증',
  opened: '업무 재개',
  'failback-started': '원복 시작',
  'failback-demoted': '원복: 강등',
  'failback-promoted': '원복: 승격',
  'failback-ended': '원복 완료',
  // Phases.
  'open-lab': '랩 구성',
  'warm-up': '예열',
  'steady-state': '정상 상태 확인',
  method: '장애 주입·복구',
  'first-reading': '1차 장부 확인',
  heal: '장애 해제',
  drain: '잔여 처리 대기',
  'second-reading': '2차 장부 확인',
  'verify-clean': '정리 확인',
  'close-lab': '랩 종료',
  // How a phase ended.
  completed: '완료',
  'timed-out': '시간 초과',
  failed: '실패',
  interrupted: '중단',
  unfinished: '종료 기록 없음',
  // Kinds of fault, wire signatures, and a link without a fault.
  'site-power-off': '센터 전원 차단',
  'link-cut': '링크 단절',
  'link-latency': '링크 지연',
  'link-bandwidth': '링크 대역폭 제한',
  'link-one-way': '단방향 유실',
  'instance-pause': '인스턴스 일시 정지',
  'instance-down': '인스턴스 중단',
  refuse: '연결 거부',
  reset: '연결 초기화',
  close: '전송 후 종료',
  'accept-then-close': '수락 직후 종료',
  stall: '수락 후 무응답',
  silence: '완전 무응답',
  latency: '지연',
  bandwidth: '대역폭 제한',
  'one-way': '단방향 유실',
  healthy: '정상',
  // Why a fault was healed.
  timeline: '시나리오 일정',
  'after-first-reading': '1차 장부 확인 이후',
  rollback: '롤백',
  // What ended a drill early.
  signal: '시그널',
  'stop-condition': '중지 조건',
  'phase-failed': '단계 실패',
  'process-died': '프로세스 비정상 종료',
  'watchdog-died': '감시 프로세스 종료',
  'harness-error': '하네스 오류',
  // Outcomes of attempts.
  'refused-by-service': '업무 거절',
  'wrong-body': '응답 본문 불일치',
  'http-4xx': 'HTTP 4xx',
  'http-5xx': 'HTTP 5xx',
  timeout: '응답 시간 초과',
  'connection-refused': '연결 거부',
  'connection-reset': '연결 초기화',
  'connection-closed': '연결 종료',
  'name-error': '이름 해석 실패',
  'other-error': '기타 오류',
  'late-answer': '지연 응답',
  dropped: '부하 발생기 누락',
  // Problems of the measuring.
  'no-samples': '표본 없음',
  'load-ended-early': '부하 조기 종료',
  'samples-cut-off': '표본 잘림',
  'samples-damaged': '표본 손상',
  'samples-missing': '표본 누락',
  'dropped-arrivals': '요청 누락',
  'late-arrivals': '요청 발생 지연',
  'clock-stepped': '시계 보정 발생',
  'fault-not-injected': '장애 미주입',
  'fault-failed': '장애 주입 실패',
  'fault-not-confirmed': '장애 확인 안 됨',
  'heal-failed': '장애 해제 실패',
  'heal-not-confirmed': '해제 후에도 장애 지속',
  'proxy-wedged': '프록시 무응답',
  'steady-state-broken': '장애 이전 정상 상태 미충족',
  'no-steady-state': '정상 상태 구간 없음',
  'journal-damaged': '저널 손상',
  'drill-interrupted': '훈련 중단',
  'method-not-started': '장애 주입·복구 단계 미시작',
  'end-not-recorded': '훈련 종료 기록 없음',
  'reading-missing': '장부 확인 누락',
  'reading-without-primary': '주 시스템 장부 누락',
  'reading-not-quiet': '쓰기 진행 중 장부 확인',
  // Roles and readings.
  primary: '주',
  standby: '예비',
  fenced: '격리',
  first: '1차',
  second: '2차',
  // Labs, timelines, expected endings.
  processes: '프로세스',
  containers: '컨테이너',
  short: '단축',
  full: '전체',
  passed: '통과',
  missed: '미달성',
  inconclusive: '판정 불가',
  // The machine.
  platform: '플랫폼',
  architecture: '아키텍처',
  kernel: '커널',
  processors: '프로세서 수',
  memoryMegabytes: '메모리(MB)',
};

/** What confirming a fault can show. */
export const CONFIRMATIONS_KO: ConfirmationNames = {
  confirmed: '확인됨',
  mismatch: '불일치',
  inconclusive: '확인 불가',
  'not-injected': '주입되지 않음',
};

/** What a drill can end in. */
export const OUTCOMES_KO: OutcomeNames = {
  passed: '통과',
  missed: '미달성',
  inconclusive: '판정 불가',
  aborted: '중단됨',
  'harness-error': '하네스 오류',
};

/** The values of a verdict. */
export const VERDICTS_KO: VerdictNames = {
  met: '달성',
  missed: '미달성',
  inconclusive: '판정 불가',
};

/** States of an assertion suite. */
export const SUITE_STATES_KO: SuiteStateNames = {
  passed: '통과',
  failed: '실패',
  unusable: '사용 불가',
  'not-run': '실행되지 않음',
};

/** What each exit status means. */
export const EXIT_STATUSES_KO: ExitStatusMeanings = {
  70: '하네스 오류 또는 되돌리지 못한 변경이 있음',
  69: '랩을 사용할 수 없거나 실행이 차단됨',
  64: '잘못된 사용법 또는 시나리오 오류',
  3: '사람, 시그널 또는 중지 조건에 의해 중단됨',
  1: '하나 이상의 목표를 달성하지 못함',
  2: '판정 불가: 미달성이 확인된 목표는 없으나, 모든 목표의 달성이 확인되지도 않음',
  0: '모든 목표를 달성함',
};
