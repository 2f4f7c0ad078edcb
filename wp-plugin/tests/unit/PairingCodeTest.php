<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Pairing\PairingCode;

final class PairingCodeTest extends PluginTest {
	private const PARTS = array(
		'v' => 1,
		'u' => 'https://kontor.example.com/bridge/',
		'k' => 'thumbprint',
		'p' => 'p1',
		's' => 'cP-Ce_YolhAQKH5jhQvf-lQMdYBztFxk90aG9sP67UM',
	);

	private static function code( array $changed = array() ): string {
		return 'kontor-' . Base64Url::encode( (string) json_encode( array_merge( self::PARTS, $changed ) ) );
	}

	/** @dataProvider pasted */
	public function test_a_code_is_read_however_it_was_wrapped( string $pasted ): void {
		$code = PairingCode::read( $pasted );
		$this->assertSame( 'https://kontor.example.com/bridge', $code->bridge, 'without its slash' );
		$this->assertSame( 'thumbprint', $code->bridge_key );
		$this->assertSame( 'p1', $code->pairing );
		$this->assertSame( self::PARTS['s'], $code->secret );
	}

	public function pasted(): array {
		$code = self::code();
		return array(
			'as it was printed'             => array( $code ),
			'with white space around it'    => array( " \t$code \r\n" ),
			'broken into lines by a mail'   => array( chunk_split( $code, 20, "\r\n  " ) ),
			'with a byte order mark'        => array( "\xEF\xBB\xBF$code" ),
			'with spaces that do not break' => array( substr_replace( $code, "\u{A0}\u{200B}", 30, 0 ) ),
			'with padding'                  => array( "$code==" ),
			'at the end of a sentence'      => array( "$code." ),
		);
	}

	/** @dataProvider not_pasted */
	public function test_a_text_that_is_not_a_code_is_not_read( string $pasted ): void {
		$this->assertNull( PairingCode::read( $pasted ) );
	}

	public function not_pasted(): array {
		$code = self::code();
		return array(
			'nothing'                   => array( '' ),
			'the beginning is missing'  => array( substr( $code, 5 ) ),
			'the end is missing'        => array( substr( $code, 0, -9 ) ),
			'the prefix alone'          => array( 'kontor-' ),
			'another version'           => array( self::code( array( 'v' => 2 ) ) ),
			'a version as text'         => array( self::code( array( 'v' => '1' ) ) ),
			'no secret'                 => array( self::code( array( 's' => '' ) ) ),
			'a secret as a number'      => array( self::code( array( 's' => 5 ) ) ),
			'no web address'            => array( self::code( array( 'u' => 'file:///etc/passwd' ) ) ),
			'an address with a query'   => array( self::code( array( 'u' => 'https://kontor.example.com/?a=b' ) ) ),
			'a plain address elsewhere' => array( self::code( array( 'u' => 'http://kontor.example.com' ) ) ),
			'a host that looks local'   => array( self::code( array( 'u' => 'http://localhost.example.com' ) ) ),
			'a user in the address'     => array( self::code( array( 'u' => 'https://me@kontor.example.com' ) ) ),
			'no UTF-8'                  => array( "\xff$code" ),
			'a list'                    => array( 'kontor-' . Base64Url::encode( '[1]' ) ),
		);
	}
}
