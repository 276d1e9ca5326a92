import { runtime, util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

/** No table holds a longer key. */
const LONGEST = 500;

/** One delivery; null where there is none. */
export function request(ctx) {
  if (util.isNullOrBlank(ctx.args.input.orderId) || ctx.args.input.orderId.length > LONGEST) {
    runtime.earlyReturn(null);
  }
  return get({ key: { orderId: ctx.args.input.orderId } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}
