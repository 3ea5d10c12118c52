// The estate of the incident: Korea Post's bank, card, insurance and post over two datacenters.
// Simplified to what its outage stopped; see the project's README for the incident itself.

import { defineEstate, type Estate, type Service } from '../../harness/index.ts';

const SYNC = { mode: 'sync-or-degrade', linkDelay: '0ms', degradeAfter: '700ms' } as const;

const zones = { daejeon: 'floor-2', gongju: 'hall-a' };

const bank: Service = {
  id: 'bank',
  kind: 'bank',
  title: { en: 'Internet banking', ko: '인터넷뱅킹' },
  zones,
  dependsOn: [],
  partner: 'kftc',
  movesMoney: true,
  replication: SYNC,
};

const card: Service = {
  id: 'card',
  kind: 'card',
  title: { en: 'Check card', ko: '체크카드' },
  zones,
  dependsOn: ['bank'],
  partner: 'van',
  movesMoney: true,
  replication: SYNC,
};

const insurance: Service = {
  id: 'insurance',
  kind: 'insurance',
  title: { en: 'Insurance claims', ko: '보험 청구' },
  zones,
  dependsOn: ['bank'],
  partner: 'carrier',
  movesMoney: false,
  replication: SYNC,
};

const post: Service = {
  id: 'post',
  kind: 'post',
  title: { en: 'Parcels', ko: '소포' },
  zones: { daejeon: 'floor-5', gongju: 'hall-a' },
  dependsOn: ['bank'],
  partner: 'carrier',
  movesMoney: false,
  replication: { mode: 'async', linkDelay: '300ms', degradeAfter: '2s' },
};

const daejeon = {
  id: 'daejeon',
  title: { en: 'Daejeon centre', ko: '대전센터' },
  role: 'primary',
  readiness: 'warm',
  zones: [
    { id: 'floor-2', title: { en: 'Floor 2 (finance)', ko: '2층 (금융)' } },
    { id: 'floor-5', title: { en: 'Floor 5 (mail)', ko: '5층 (우편)' } },
  ],
} as const;

const gongju = {
  id: 'gongju',
  title: { en: 'Gongju centre', ko: '공주센터' },
  role: 'standby',
  readiness: 'warm',
  zones: [{ id: 'hall-a', title: { en: 'Hall A', ko: 'A동' } }],
} as const;

const partners = [
  { id: 'kftc', title: { en: 'KFTC interbank network', ko: '금융결제원' } },
  { id: 'van', title: { en: 'Card VAN', ko: '카드 VAN' } },
  { id: 'carrier', title: { en: 'Parcel carrier', ko: '운송사' } },
];

/** Two warm sites, four services. */
export const koreaPost: Estate = defineEstate({
  id: 'korea-post',
  title: { en: 'Korea Post', ko: '우정사업본부' },
  sites: [daejeon, gongju],
  services: [bank, card, insurance, post],
  partners,
});

/** The same estate with a standby site in which nothing runs. */
export const koreaPostColdStandby: Estate = defineEstate({
  ...koreaPost,
  id: 'korea-post-cold-standby',
  title: { en: 'Korea Post, cold standby', ko: '우정사업본부 (예비센터 미가동)' },
  sites: [daejeon, { ...gongju, readiness: 'cold' }],
});

/** Bank and post only, for short drills. */
export const koreaPostMini: Estate = defineEstate({
  ...koreaPost,
  id: 'korea-post-mini',
  title: { en: 'Korea Post, two services', ko: '우정사업본부 (서비스 2개)' },
  services: [bank, post],
});
