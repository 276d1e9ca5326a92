import { util } from '@aws-appsync/utils';
import { scan } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** AppSync refuses a token that it has not given, DynamoDB one of another list. */
const BAD_TOKEN = ['DynamoDB:UserIllegalArgumentException', 'DynamoDB:ValidationException'];

/** A page of what waits to be delivered: only NEW deliveries are in the sparse index. */
export function request(ctx) {
  return scan({ index: 'orderId-new', limit: PAGE, nextToken: ctx.args.nextToken });
}

export function response(ctx) {
  if (!util.isNull(ctx.args.nextToken) && BAD_TOKEN.includes(ctx.error?.type)) {
    util.error('nextToken is none that this list has given', 'InvalidInput');
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { deliveries: ctx.result.items, nextToken: ctx.result.nextToken };
}
