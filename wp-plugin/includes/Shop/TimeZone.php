<?php
/**
 * The shop's time zone.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

/**
 * The name of the shop's zone, as browsers and the bridge know zones. If no city was chosen, WordPress has only an
 * offset.
 */
final class TimeZone {
	/** The shop's zone by its name. */
	public static function name(): string {
		return self::name_of( wp_timezone_string() );
	}

	/**
	 * A zone by its name.
	 *
	 * @param string $zone A name, or an offset such as `+05:30`.
	 */
	public static function name_of( string $zone ): string {
		if ( preg_match( '/^([+-])(\d\d):(\d\d)\z/', $zone, $offset ) !== 1 ) {
			return $zone;
		}
		$minutes = ( (int) $offset[2] * 60 + (int) $offset[3] ) * ( '-' === $offset[1] ? -1 : 1 );
		$place   = 0 === $minutes % 60 ? null : self::place_with( $minutes );
		return $place ?? self::name_of_hours( intdiv( $minutes, 60 ) );
	}

	/**
	 * The zone of a place that has this offset all year; null if there is none.
	 *
	 * @param int $minutes The offset in minutes; east of Greenwich is positive.
	 */
	private static function place_with( int $minutes ): ?string {
		$year   = gmdate( 'Y' );
		$winter = new \DateTimeImmutable( "$year-01-01 UTC" );
		$summer = new \DateTimeImmutable( "$year-07-01 UTC" );
		foreach ( \DateTimeZone::listIdentifiers() as $name ) {
			$place = new \DateTimeZone( $name );
			if ( $place->getOffset( $winter ) === $minutes * 60 && $place->getOffset( $summer ) === $minutes * 60 ) {
				return $name;
			}
		}
		return null;
	}

	/**
	 * A zone with an offset of whole hours. For an offset that no place has all year, this is nearer than UTC.
	 *
	 * @param int $hours Hours east of Greenwich.
	 */
	private static function name_of_hours( int $hours ): string {
		// POSIX counts westwards: two hours ahead of UTC is `Etc/GMT-2`.
		return 0 === $hours ? 'UTC' : sprintf( 'Etc/GMT%+d', -$hours );
	}
}
