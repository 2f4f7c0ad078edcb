<?php
/**
 * The shop's time zone.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Shop;

/** Names the zone of the shop as browsers and the bridge know zones. WordPress has an offset alone where nobody chose a city. */
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
		if ( preg_match( '/^([+-])(\d\d):(\d\d)\z/', $zone, $found ) !== 1 ) {
			return $zone;
		}
		$minutes = ( (int) $found[2] * 60 + (int) $found[3] ) * ( '-' === $found[1] ? -1 : 1 );
		$place   = 0 === $minutes % 60 ? null : self::place_with( $minutes );
		return $place ?? self::name_of_hours( intdiv( $minutes, 60 ) );
	}

	/**
	 * A place whose clocks differ so from UTC in winter and in summer; null where there is none.
	 *
	 * @param int $minutes The offset, as WordPress means it: east of Greenwich is positive.
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
	 * The zone of whole hours. An offset that no place has all year loses its minutes here, which is nearer than UTC.
	 *
	 * @param int $hours Hours east of Greenwich.
	 */
	private static function name_of_hours( int $hours ): string {
		// POSIX counts to the west: two hours ahead of UTC is `Etc/GMT-2`.
		return 0 === $hours ? 'UTC' : sprintf( 'Etc/GMT%+d', -$hours );
	}
}
