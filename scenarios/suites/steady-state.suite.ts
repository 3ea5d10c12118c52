// What a drill without a fault must show: no service is touched, nothing is lost, nobody fails
// over. What else it finds is noise of the instrument.

import { describe, drill, expect, test } from '../../harness/assertions/index.ts';

test('the instrument can be believed', () => {
  expect(drill).toHaveTrustworthyInstrument();
});

describe.each(['bank', 'card', 'insurance', 'post'])('%s', (id) => {
  const service = drill.service(id);

  test('is not touched', () => {
    expect(service).toBeUnaffected();
    expect(service).toStayAvailable(1);
  });

  test('loses nothing, and its books balance', () => {
    expect(service).toLoseNoAcknowledgedWrite();
    expect(service).toBalance();
  });

  test('stays where it is', () => {
    expect(service).toHaveOnePrimary();
    expect(service.books.map(({ epoch }) => epoch)).toEqual(service.books.map(() => 1));
  });
});
