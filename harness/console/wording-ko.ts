// What only the console says, in Korean.

import { wordsOf } from '../wording/index.ts';
import type { LineWording, LiveWording, VerdictWording, Wording } from './wording.ts';

const WORDS = wordsOf('ko');

const LIVE: LiveWording = {
  about: (timeline, lab) => `${timeline} 일정, 랩 ${lab}`,
  progress: (passed, whole) => `${whole} 중 ${passed}`,
  deadline: (left) => `제한까지 ${left}`,
  overdue: '제한 시간 초과',
  startsIn: (time) => `${time} 후`,
  startsAt: (time) => `주입 단계 ${time} 시점`,
  undoneIn: (time) => `${time} 후 해제`,
  undoneLater: '1차 장부 확인 후 해제',
  unconfirmed: '확인 중',
  seen: (signature, links) => `${signature} 링크 ${links}개`,
  lasted: (time, cause) => `${cause}, ${time} 지속`,
  lastSeconds: (seconds) => `최근 ${seconds}초`,
  good: '정상/초',
  bad: '비정상/초',
  state: '상태',
  stable: '안정화',
  noStage: '아직 감지되지 않음',
  legend: { good: '정상', some: '일부 비정상', most: '대부분 비정상', none: '응답 없음' },
  rollback: '롤백 중: Ctrl-C를 다시 눌러도 중단되지 않음',
  more: (lines) => `… ${lines}줄 더 있음 (창을 늘리십시오)`,
};

const LINES: LineWording = {
  started: (drill, lab) => `훈련 ${drill} 시작, 랩 ${lab}`,
  phase: (phase) => `단계: ${phase}`,
  phaseEnded: (phase, outcome, reason) => `단계 ${phase} ${outcome}: ${reason}`,
  labOpened: (processes, links, took) =>
    `랩 구성: 프로세스 ${processes}개, 링크 ${links}개, ${took}`,
  loadFlows: '부하 시작',
  loadEnded: '부하 종료',
  loadEndedEarly: (how) => `부하 조기 종료 (${how})`,
  steadyState: (services) => `정상 상태: ${services}`,
  share: (service, good, all) => `${service} ${all}건 중 ${good}건 정상`,
  made: (fault, kind, took) => `장애 ${fault} 주입 (${kind}, ${took})`,
  notMade: (fault, reason) => `장애 ${fault} 주입 실패: ${reason}`,
  on: (fault, seen) => `장애 ${fault} 발생 (${seen})`,
  notConfirmed: (fault, seen) => `장애 ${fault} 확인 안 됨 (${seen})`,
  undone: (fault, cause) => `장애 ${fault} 해제 (${cause})`,
  gone: (fault, seen) => `장애 ${fault} 소멸 (${seen})`,
  notGone: (fault, seen) => `장애 ${fault} 해제 확인 안 됨 (${seen})`,
  notUndone: (fault, reason, commands) =>
    [`장애 ${fault} 해제 실패: ${reason}`, ...commands].join('; 수동 조치: '),
  proxyReplaced: (host, reason) => `${host}의 Toxiproxy 교체: ${reason}`,
  died: (name, how) => `프로세스 ${name} 비정상 종료 (${how})`,
  stage: (service, stage, site) => `${service} ${stage} (${site})`,
  afterFault: (time) => `장애 주입 ${time} 후`,
  stepFailed: (service, step, reason) => `${service} ${step} 단계 실패: ${reason}`,
  disturbed: (service, state, good, bad) =>
    `${service} ${state}: 최근 1초 정상 ${good}건, 비정상 ${bad}건`,
  recovered: (service, since, stableFor) =>
    `${service} 복구됨: 약 ${since}부터 정상, ${stableFor} 유지`,
  drillTime: (time) => `훈련 시각 ${time}`,
  rates: (services) => `초당 응답: ${services}`,
  rate: (service, good, bad) => `${service} 정상 ${good}${bad > 0 ? ` 비정상 ${bad}` : ''}`,
  readingTaken: (reading, quiet) => `${reading} 장부 확인, 쓰기 ${quiet ? '정지됨' : '진행 중'}`,
  readingFailed: (reading, reason) => `${reading} 장부 확인 실패: ${reason}`,
  interrupted: (cause, detail) => `중단 (${cause}): ${detail}`,
  rollback: (faults) => `롤백: ${faults}`,
  rolledBack: (took) => `롤백 완료, ${took}`,
  notRolledBack: (faults) => `롤백 종료, 되돌리지 못함: ${faults}`,
  clean: '남은 것 없음',
  leftovers: (names) => `남아 있음: ${names}`,
  harnessError: (message) => `하네스 오류: ${message}`,
};

const VERDICT: VerdictWording = {
  outcomes: WORDS.outcomes,
  values: WORDS.verdicts,
  objective: '목표',
  measured: '측정값',
  verdict: '판정',
  dataLoss: '데이터 유실',
  noDataLoss: '승인된 쓰기 유실 없음',
  noRecoveryPoint: '측정되지 않음',
  lost: (service, count, won, age) =>
    `${service}: 승인된 쓰기 ${count}건 유실 (${won}), 유실 범위는 첫 영향 이전 ${age}`,
  unknownLoss: (services, reason) => `${services}: 알 수 없음: ${reason}`,
  endedEarly: (cause) => `조기 종료: ${cause}`,
  notUndone: (faults) => `되돌리지 못함: ${faults}`,
  leftovers: (names) => `남아 있음: ${names}`,
  suite: '검증 스위트',
  suiteStates: WORDS.suiteStates,
  tests: (passed, all) => `${all}건 중 ${passed}건 통과`,
  folder: '훈련 폴더',
  report: '보고서',
  exitStatus: (status) => `종료 상태 ${status}`,
};

/** Every text of the console in Korean. */
export const KO: Wording = {
  ...WORDS,
  shortPhases: {
    'open-lab': '구성',
    'warm-up': '예열',
    'steady-state': '정상',
    method: '주입',
    'first-reading': '1차',
    heal: '해제',
    drain: '대기',
    'second-reading': '2차',
    'verify-clean': '정리',
    'close-lab': '종료',
  },
  phaseOutcomes: WORDS.names,
  states: {
    waiting: '대기',
    healthy: '정상',
    degraded: '저하',
    down: '중단',
    recovering: '복구 중',
    recovered: '복구됨',
  },
  faultStates: {
    pending: '예정',
    injecting: '주입 중',
    on: '발생',
    healing: '해제 중',
    healed: '해제됨',
    notMade: '주입 실패',
    notUndone: '해제 실패',
  },
  sightings: WORDS.confirmations,
  live: LIVE,
  lines: LINES,
  verdict: VERDICT,
};
