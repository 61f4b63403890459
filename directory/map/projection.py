"""The Equal Earth projection: areas are true, and the world looks like the world.

Bojan Šavrič, Tom Patterson, Bernhard Jenny: The Equal Earth map projection. International Journal of Geographical Information
Science 33 (3), 2019 (online 2018), pages 454–465, https://doi.org/10.1080/13658816.2018.1504949
"""

from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = sqrt(3) / 2
# Half of the equator, in the unit of `equal_earth`.
HALF_WIDTH = 2.7066299836960748


def equal_earth(longitude: float, latitude: float, centre: float = 0.0) -> Point:
    """Where a place lies on the map, in radii of the Earth from its middle, eastwards and northwards; `centre` is the middle meridian."""
    theta = asin(M * sin(radians(latitude)))
    square = theta * theta
    sixth = square * square * square
    east = radians(from_centre(longitude, centre)) * cos(theta) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    north = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return east, north


def from_centre(longitude: float, centre: float) -> float:
    """How many degrees a meridian lies east of the middle one; west of it, if that is nearer, as a negative number."""
    degrees = longitude - centre
    if -180 <= degrees <= 180:
        return degrees
    return (degrees + 180) % 360 - 180
