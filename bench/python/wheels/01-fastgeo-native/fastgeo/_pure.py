from math import asin, cos, radians, sin, sqrt


def haversine(a, b, r=6371.0088):
    (la1, lo1), (la2, lo2) = (map(radians, p) for p in (a, b))
    h = sin((la2 - la1) / 2) ** 2 + cos(la1) * cos(la2) * sin((lo2 - lo1) / 2) ** 2
    return 2 * r * asin(sqrt(h))
