import { runtime, util } from '@aws-appsync/utils';

const PAGE = 100;
const LONGEST = 300;

/**
 * What happened to a delivery, newest first. The items that are no events stand behind all events, so that the first page begins with
 * them. In the pipeline of trackOrder the number is in the stash; there is none where the order is not the caller's.
 */
export function request(ctx) {
  const trackingNumber = numberOf(ctx);
  if (util.isNullOrBlank(trackingNumber) || trackingNumber.length > LONGEST) {
    runtime.earlyReturn(null);
  }
  return {
    operation: 'Query',
    query: {
      expression: '#trackingNumber = :trackingNumber',
      expressionNames: { '#trackingNumber': 'trackingNumber' },
      expressionValues: util.dynamodb.toMapValues({ ':trackingNumber': trackingNumber }),
    },
    scanIndexForward: false,
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const { items, nextToken } = ctx.result;
  const delivery = items.find((item) => item.eventId === '__delivery');
  const end = items.find((item) => item.eventId === '__end');
  const events = items.filter((item) => !item.eventId.startsWith('__'));
  if (!delivery && !ctx.args.nextToken) {
    return null;
  }
  return {
    trackingNumber: numberOf(ctx),
    status: delivery ? (end ?? events[0])?.status : null,
    estimatedDelivery: delivery?.estimatedDelivery,
    events: events.map(({ status, time, place, note }) => ({ status, time, place, note })),
    nextToken,
  };
}

function numberOf(ctx) {
  return ctx.info.fieldName === 'track' ? ctx.args.trackingNumber : ctx.stash.trackingNumber;
}
