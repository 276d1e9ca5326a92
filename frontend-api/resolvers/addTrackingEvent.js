import { util } from '@aws-appsync/utils';

const TIME =
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?' +
  '(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$';
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const CLOCKS_DIFFER_BY = 5 * 60 * 1000;
const LONGEST_NUMBER = 300;
const LONGEST_PLACE = 100;
const LONGEST_NOTE = 500;

/**
 * Adds a scan to the history of a delivery, if there is one (findDelivery), by putTrackingEvent. The time, the status and the place are its
 * id: the same scan again is there already, and one that comes late takes its place by its time.
 */
export function request(ctx) {
  const { trackingNumber, status, place, note, time } = ctx.args.input;
  const now = util.time.nowISO8601();
  if (util.isNullOrBlank(trackingNumber)) {
    util.error('trackingNumber is empty', 'InvalidInput');
  }
  refuseLonger('trackingNumber', trackingNumber, LONGEST_NUMBER);
  refuseLonger('place', place, LONGEST_PLACE);
  refuseLonger('note', note, LONGEST_NOTE);
  const event = { status, time: util.isNull(time) ? now : instant(time, now), by: ctx.identity.sub, addedDate: now };
  if (!util.isNullOrBlank(place)) {
    event.place = place.trim();
  }
  if (!util.isNullOrBlank(note)) {
    event.note = note.trim();
  }
  ctx.stash.event = event;
  return {};
}

export function response(ctx) {
  return ctx.prev.result;
}

function refuseLonger(name, text, most) {
  if ((text ?? '').length > most) {
    util.error(`${name} has ${text.length} characters; it must not have more than ${most}`, 'InvalidInput');
  }
}

/** In UTC and milliseconds, so that the same moment is the same text. */
function instant(time, now) {
  if (!util.matches(TIME, time) || time.startsWith('0000') || !isDay(time)) {
    util.error(`time is ${time}; it must be a date and time with an offset, like 2026-01-31T12:30:00Z`, 'InvalidInput');
  }
  const zone = time.endsWith('Z') ? time.length - 1 : time.length - 6;
  const fraction = `${time.slice(20, zone)}000`.slice(0, 3);
  const millis = util.time.parseISO8601ToEpochMilliSeconds(`${time.slice(0, 19)}.${fraction}${time.slice(zone)}`);
  if (millis > util.time.parseISO8601ToEpochMilliSeconds(now) + CLOCKS_DIFFER_BY) {
    util.error(`time is ${time}; it must not lie ahead`, 'InvalidInput');
  }
  return util.time.epochMilliSecondsToISO8601(millis);
}

function isDay(time) {
  const year = parseInt(time.slice(0, 4), 10);
  const month = parseInt(time.slice(5, 7), 10);
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeapYear ? 29 : DAYS[month - 1];
  return parseInt(time.slice(8, 10), 10) <= days;
}
