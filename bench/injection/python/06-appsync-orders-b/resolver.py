import os
import pymysql
import pymysql.cursors

_conn = None


def conn():
    global _conn
    if not _conn:
        _conn = pymysql.connect(host=os.environ['DB_HOST'], user='api', password=os.environ['DB_PASS'],
                                database='shop', cursorclass=pymysql.cursors.DictCursor)
    _conn.ping(reconnect=True)
    return _conn


def orders_by_customer(args, identity):
    order = args.get('orderBy') or 'created_at'
    direction = args.get('direction', 'DESC')
    sql = ('SELECT id, state, total_cents FROM orders WHERE customer_sub = %%s '
           'ORDER BY %s %s LIMIT %d' % (order, direction, min(int(args.get('limit', 20)), 100)))
    with conn().cursor() as c:
        c.execute(sql, (identity['sub'],))
        return c.fetchall()


RESOLVERS = {('Query', 'ordersByCustomer'): orders_by_customer}


def handler(event, context):
    key = (event['info']['parentTypeName'], event['info']['fieldName'])
    return RESOLVERS[key](event['arguments'], event['identity'])
