package dev.ibkrbot.stub.gateway;

/** The usual texts of notices about connections. */
final class Notices {
    private Notices() {}

    static String text(int code) {
        return switch (code) {
            case 1100 -> "Connectivity between IB and Trader Workstation has been lost.";
            case 1101 -> "Connectivity between IB and Trader Workstation has been restored - data lost.";
            case 1102 -> "Connectivity between IB and Trader Workstation has been restored - data maintained.";
            case 1300 -> "TWS socket port has been reset and this connection is being dropped.";
            case 2103 -> "Market data farm connection is broken:usfarm";
            case 2104 -> "Market data farm connection is OK:usfarm";
            case 2105 -> "HMDS data farm connection is broken:ushmds";
            case 2106 -> "HMDS data farm connection is OK:ushmds";
            case 2107 -> "HMDS data farm connection is inactive but should be available upon demand.ushmds";
            case 2108 -> "Market data farm connection is inactive but should be available upon demand.usfarm";
            case 2110 ->
                "Connectivity between Trader Workstation and server is broken. It will be restored automatically.";
            case 2119 -> "Market data farm is connecting:usfarm";
            case 2157 -> "Sec-def data farm connection is broken:secdefnj";
            case 2158 -> "Sec-def data farm connection is OK:secdefnj";
            default -> "Notice " + code;
        };
    }
}
