#include <core/clock/holidays.hpp>

namespace casement::clock {
namespace {

constexpr Coverage kAll = Coverage::national, kFixed = Coverage::fixed;

// In force from 2024 on. Half holidays, regional ones and days that only some employers give are left out.
constexpr MarketDays kTable[] = {
    // European Union
    // Austria: Arbeitsruhegesetz, section 7(2)
    {"AT", kAll, "0101 0106 E+1 0501 E+39 E+50 E+60 0815 1026 1101 1208 1225 1226"},
    // Belgium: royal decree of 18 April 1974, article 1
    {"BE", kAll, "0101 E+1 0501 E+39 E+50 0721 0815 1101 1111 1225"},
    // Bulgaria: Labour Code, article 154; substitute days by its paragraph 2, which leaves Easter out
    {"BG", kAll, "0101m 0303m O-2 O-1 O+0 O+1 0501m 0506m 0524m 0906m 0922m 1224m 1225m 1226m"},
    // Cyprus: official list of the Public Administration and Personnel Department, without Easter Tuesday
    {"CY", kAll, "0101 0106 O-48 0325 0401 O-2 O+1 0501 O+50 0815 1001 1028 1225 1226"},
    // Czechia: Act 245/2000, sections 1 and 2
    {"CZ", kAll, "0101 E-2 E+1 0501 0508 0705 0706 0928 1028 1117 1224 1225 1226"},
    // Germany: those of all sixteen states; 3 October by the Unification Treaty, article 2(2)
    {"DE", kAll, "0101 E-2 E+1 0501 E+39 E+50 1003 1225 1226"},
    // Denmark: the church's holidays; the Great Prayer Day went with Act 214 of 2023
    {"DK", kAll, "0101 E-3 E-2 E+1 E+39 E+50 1225 1226"},
    // Estonia: Public Holidays and Days of National Importance Act, section 2
    {"EE", kAll, "0101 0224 E-2 0501 0623 0624 0820 1224 1225 1226"},
    // Spain: Royal Decree 2001/1983, article 45, those that the regions do not replace
    {"ES", kAll, "0101 0106 E-2 0501 0815 1012 1101 1206 1208 1225"},
    // Finland: Acts on church holidays and on 1 May and 6 December; the eves are no holidays by law
    {"FI", kAll, "0101 0106 E-2 E+1 0501 E+39 0620>6 1031>6 1206 1225 1226"},
    // France: Code du travail, article L3133-1
    {"FR", kAll, "0101 E+1 0501 0508 E+39 E+50 0714 0815 1101 1111 1225"},
    // Greece: Act 4808/2021, article 60, and customary holidays
    {"GR", kAll, "0101 0106 O-48 0325 O-2 O+1 0501 O+50 0815 1028 1225 1226"},
    // Croatia: Act on Holidays (NN 110/2019), article 1
    {"HR", kAll, "0101 0106 E+1 0501 0530 E+60 0622 0805 0815 1101 1118 1225 1226"},
    // Hungary: Labour Code (Act I of 2012), section 102(1)
    {"HU", kAll, "0101 0315 E-2 E+1 0501 E+50 0820 1023 1101 1225 1226"},
    // Ireland: Organisation of Working Time Act 1997, second schedule; Saint Brigid's Day is the first Monday
    // of
    // February, or the first of February where that is a Friday
    {"IE", kAll, "0101 02#1.1!2029 20300201 02#1.1@2031 0317 E+1 05#1.1 06#1.1 08#1.1 10#5.1 1225 1226"},
    // Italy: Act 260/1949; 4 October by Act 151/2025
    {"IT", kAll, "0101 0106 E+1 0425 0501 0602 0815 1004@2026 1101 1208 1225 1226"},
    // Lithuania: Labour Code, article 123
    {"LT", kAll, "0101 0216 0311 E+1 0501 0624 0706 0815 1101 1102 1224 1225 1226"},
    // Luxembourg: Code du travail, article L. 232-2
    {"LU", kAll, "0101 E+1 0501 0509 E+39 E+50 0623 0815 1101 1225 1226"},
    // Latvia: Act on Public Holidays, section 1; 4 May and 18 November move off a weekend
    {"LV", kAll, "0101 E-2 E+1 0501 0504m 0623 0624 1118m 1224 1225 1226 1231"},
    // Malta: National Holidays and Other Public Holidays Act, chapter 252
    {"MT", kAll, "0101 0210 0319 0331 E-2 0501 0607 0629 0815 0908 0921 1208 1213 1225"},
    // Netherlands: Algemene termijnenwet, article 3, which is about periods
    {"NL", kAll, "0101 E-2 E+1 0427 0505 E+39 E+50 1225 1226"},
    // Poland: Act of 18 January 1951 on days free from work, article 1; Christmas Eve since 2025
    {"PL", kAll, "0101 0106 E+1 0501 0503 E+60 0815 1101 1111 1224@2025 1225 1226"},
    // Portugal: Código do Trabalho, article 234
    {"PT", kAll, "0101 E-2 0425 0501 E+60 0610 0815 1005 1101 1201 1208 1225"},
    // Romania: Labour Code, article 139
    {"RO", kAll, "0101 0102 0106 0107 0124 O-2 O+1 0501 0601 O+50 0815 1130 1201 1225 1226"},
    // Sweden: Act 1989:253, and the eves that Act 1930:173 on periods puts beside them
    {"SE", kAll, "0101 0106 E-2 E+1 0501 E+39 0606 0619>5 0620>6 1031>6 1224 1225 1226 1231"},
    // Slovenia: Public Holidays and Days Off Act, articles 1 and 2
    {"SI", kAll, "0101 0102 0208 E+1 0427 0501 0502 0625 0815 1031 1101 1225 1226"},
    // Slovakia: Act 241/1993; as amended in 2025, 17 November is worked since that year and 8 May and
    // 15 September in 2026: that these come back is not counted on
    {"SK", kAll, "0101 0106 E-2 E+1 0501 0508!2025 0705 0829 0915!2025 1101 1117!2024 1224 1225 1226"},
    // The European Economic Area, Switzerland, Great Britain
    // Switzerland: Federal Constitution, article 110(3), and the three days that all cantons have beside it
    {"CH", kAll, "0101 E+39 0801 1225"},
    // England and Wales: Banking and Financial Dealings Act 1971, schedule 1, and royal proclamations
    {"GB", kAll, "0101m E-2 E+1 05#1.1 05#5.1 08#5.1 1225m 1226m"},
    // Iceland: Act 88/1971 on the forty-hour week, section 6
    {"IS", kAll, "0101 E-3 E-2 E+1 0419>4 0501 E+39 E+50 0617 08#1.1 1225 1226"},
    // Liechtenstein: Labour Act, article 18
    {"LI", kAll, "0101 0106 E+1 0501 E+39 E+50 E+60 0815 0908 1101 1208 1225 1226"},
    // Norway: Acts of 24 February 1995 and of 26 April 1947
    {"NO", kAll, "0101 E-3 E-2 E+1 0501 0517 E+39 E+50 1225 1226"},
    // Elsewhere
    // United Arab Emirates: Cabinet Resolution 27 of 2024, without the days by the moon
    {"AE", kFixed, "0101 1202 1203"},
    // Australia: what all states and territories have in common; substitute day of 26 January only
    {"AU", kAll, "0101 0126m E-2 E+1 0425 1225 1226"},
    // Brazil: Acts 662/1949, 6.802/1980, 9.093/1995 and 14.759/2023
    {"BR", kAll, "0101 E-2 0421 0501 0907 1012 1102 1115 1120 1225"},
    // Canada: Canada Labour Code, section 166; Holidays Act, section 2; without days the employer may move
    {"CA", kAll, "0101 E-2 0518>1 0701s 09#1.1 0930 10#2.1 1111 1225 1226"},
    // India: the three national holidays; all others are by state, or by the moon
    {"IN", kFixed, "0126 0815 1002"},
    // Japan: Act on National Holidays (178/1948), article 2 and 3(2); equinoxes to 2030 and the day between
    // two
    // holidays (article 3(3)) by the National Astronomical Observatory's calendar
    {"JP", kAll,
     "0101j 01#2.1 0211j 0223j 20240320 20250320 20260320 20270321j 20280320 20290320 20300320 0429j 0503j "
     "0504j 0505j 07#3.1 0811j 09#3.1 20240922j 20250923 20260922 20260923 20270923 20280922 20290923j "
     "20300923 10#2.1 1103j 1123j"},
    // Republic of Korea: Act on Public Holidays, without the days by the moon
    {"KR", kFixed, "0101 0301m 0505m 0606 0815m 1003m 1009m 1225m"},
    // Mexico: Ley Federal del Trabajo, article 74
    {"MX", kAll, "0101 02#1.1 03#3.1 0501 0916 20241001 20301001 11#3.1 1225"},
    // New Zealand: Holidays Act 2003, sections 44 to 45A; Matariki by the Act of 2022, schedule 1
    {"NZ", kAll,
     "0101m 0102m 0206m E-2 E+1 0425m 06#1.1 20240628 20250620 20260710 20270625 20280714 20290706 20300621 "
     "10#4.1 1225m 1226m"},
    // Singapore: Holidays Act 1998, without the days by the moon
    {"SG", kFixed, "0101s E-2 0501s 0809s 1225s"},
    // Türkiye: Act 2429, without the two religious feasts
    {"TR", kFixed, "0101 0423 0501 0519 0715 0830 1029"},
    // United States: 5 U.S.C. 6103(a) and (b), Executive Order 11582
    {"US", kAll, "0101a 01#3.1 02#3.1 05#5.1 0619a 0704a 09#1.1 10#2.1 1111a 11#4.4 1225a"},
    // South Africa: Public Holidays Act 36 of 1994, section 2(1)
    {"ZA", kAll, "0101s 0321s E-2 E+1 0427s 0501s 0616s 0809s 0924s 1216s 1225s 1226s"},
};

// Friday and Saturday; all others rest on Saturday and Sunday (the Emirates since 2022).
constexpr std::string_view kFridaySaturday = "BD BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE";

}  // namespace

std::span<const MarketDays> holiday_table() {
    return kTable;
}

std::uint8_t weekend_of(std::string_view market) {
    constexpr std::uint8_t kSunday = 1, kFriday = 1 << 5, kSaturday = 1 << 6;
    const bool friday = market.size() == 2 && kFridaySaturday.find(market) != std::string_view::npos;
    return friday ? kFriday | kSaturday : kSaturday | kSunday;
}

// "Anonymous Gregorian algorithm", Nature, 20 April 1876; after Meeus, Astronomical Algorithms, chapter 8.
Day easter(int year) {
    const int golden = year % 19, century = year / 100, in_century = year % 100;
    const int skipped = (century + 8) / 25, moon = (century - skipped + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    const int sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    const int late = (golden + 11 * epact + 22 * sunday) / 451;
    const int count = epact + sunday - 7 * late + 114;
    return day_of({year, count / 31, count % 31 + 1});
}

// Meeus' Julian algorithm; between the calendars lie 10 days and one more for each century year that was leap
// in the Julian one only.
Day orthodox_easter(int year) {
    const int epact = (19 * (year % 19) + 15) % 30;
    const int sunday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7;
    const int count = epact + sunday + 114;
    return day_of({year, count / 31, count % 31 + 1}) + year / 100 - year / 400 - 2;
}

}  // namespace casement::clock
