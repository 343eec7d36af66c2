"""The points of countries as almanacs have them: latitude and longitude in degrees, whole or to the half as a rule.

Checked against the outlines: a point further than 400 km from the middle of the largest polygon was looked at by hand.
The United States without Alaska and Hawaii, whose middle readers expect; Australia, China, the Democratic Republic of
the Congo and Sudan half-way between the points that almanacs give.
"""

_TABLE = """
AD 42.5 1.5      AE 24 54         AF 33 65         AG 17.05 -61.8   AL 41 20         AM 40 45         AO -12.5 18.5
AR -34 -64       AT 47.33 13.33   AU -26 134       AZ 40.5 47.5     BA 44 18         BB 13.17 -59.53  BD 24 90
BE 50.83 4       BF 13 -2         BG 43 25         BH 26 50.55      BI -3.5 30       BJ 9.5 2.25      BN 4.5 114.67
BO -17 -65       BR -10 -55       BS 24.25 -76     BT 27.5 90.5     BW -22 24        BY 53 28         BZ 17.25 -88.75
CA 60 -95        CD -1.25 24.25   CF 7 21          CG -1 15         CH 47 8          CI 8 -5          CL -30 -71
CM 6 12          CN 35 104        CO 4 -72         CR 10 -84        CU 21.5 -80      CV 16 -24        CY 35 33
CZ 49.75 15.5    DE 51 9          DJ 11.5 43       DK 56 10         DM 15.42 -61.33  DO 19 -70.67     DZ 28 3
EC -2 -77.5      EE 59 26         EG 27 30         EH 24.5 -13      ER 15 39         ES 40 -4         ET 8 38
FI 64 26         FJ -18 178       FK -51.75 -59    FO 62 -7         FR 46 2          GA -1 11.75      GB 54 -2
GD 12.12 -61.67  GE 42 43.5       GF 4 -53         GH 8 -2          GL 72 -40        GM 13.47 -16.57  GN 11 -10
GQ 2 10          GR 39 22         GT 15.5 -90.25   GW 12 -15        GY 5 -59         HK 22.25 114.17  HN 15 -86.5
HR 45.17 15.5    HT 19 -72.42     HU 47 20         ID -5 120        IE 53 -8         IL 31.5 34.75    IN 22 79
IQ 33 44         IR 32 53         IS 65 -18        IT 42.83 12.83   JM 18.25 -77.5   JO 31 36         JP 36 138
KE 1 38          KG 41 75         KH 13 105        KM -12.17 44.25  KP 40 127        KR 37 127.5      KW 29.4 47.7
KZ 48 68         LA 18 105        LB 33.83 35.83   LI 47.17 9.53    LK 7 81          LR 6.5 -9.5      LS -29.5 28.5
LT 56 24         LU 49.75 6.17    LV 57 25         LY 28 17         MA 32 -5         MC 43.73 7.4     MD 47 29
ME 42.5 19.3     MG -20 47        MK 41.83 22      ML 17 -4         MM 22 98         MN 46 105        MO 22.17 113.55
MR 20 -12        MT 35.83 14.58   MU -20.28 57.55  MV 3.25 73       MW -13.5 34      MX 23 -102       MY 2.5 112.5
MZ -18.25 35     NA -22 17        NC -21.5 165.5   NE 16 8          NG 10 8          NI 13 -85        NL 52.5 5.75
NO 62 10         NP 28 84         NZ -41 174       OM 21 57         PA 9 -80         PE -10 -76       PG -6 147
PH 13 122        PK 30 70         PL 52 20         PR 18.25 -66.5   PS 31.9 35.2     PT 39.5 -8       PY -23 -58
QA 25.5 51.25    RO 46 25         RS 44 21         RU 60 100        RW -2 30         SA 25 45         SB -8 159
SD 15.5 31       SE 62 15         SG 1.37 103.8    SI 46.12 14.82   SK 48.67 19.5    SL 8.5 -11.5     SN 14 -14
SO 6 48          SR 4 -56         SS 8 30          ST 1 7           SV 13.83 -88.92  SY 35 38         SZ -26.5 31.5
TD 15 19         TG 8 1.17        TH 15 100        TJ 39 71         TL -8.83 125.92  TM 40 60         TN 34 9
TR 39 35         TT 11 -61        TW 23.5 121      TZ -6 35         UA 49 32         UG 1 32          US 39.8 -98.6
UY -33 -56       UZ 41 64         VE 8 -66         VN 16.17 107.83  VU -16 167       XK 42.58 21      YE 15 48
ZA -29 24        ZM -14.5 28.3    ZW -20 30
"""


def _points() -> dict[str, tuple[float, float]]:
    cells = _TABLE.split()
    return {cells[at]: (float(cells[at + 1]), float(cells[at + 2])) for at in range(0, len(cells), 3)}


ALMANAC: dict[str, tuple[float, float]] = _points()
"""By ISO 3166-1 alpha-2 code: latitude, longitude."""
