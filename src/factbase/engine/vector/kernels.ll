; Made by tests/kernels.py.
; sources 4a8a959719e683732467b9dda7b0bb96d5a672df865e42e5c2fe5f5c3cce1ab6
; numba 0.68.1, llvmlite 0.50.0
define i32 @run(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.93 = alloca i64, align 8
  %.96 = alloca i64, align 8
  %.216 = alloca i64, align 8
  %.219 = alloca i64, align 8
  %.449 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.553 = alloca i64, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.651 = alloca i64, align 8
  store i64 0, ptr %.651, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.683 = alloca i64, align 8
  store i64 0, ptr %.683, align 8
  %excinfo.4 = alloca ptr, align 8
  store ptr null, ptr %excinfo.4, align 8
  %.772 = alloca i8, align 1
  %excinfo.5 = alloca ptr, align 8
  store ptr null, ptr %excinfo.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.10 = load i64, ptr %.8, align 8
  %.12 = inttoptr i64 %arg.f to ptr
  %.13 = getelementptr i8, ptr %.12, i64 8
  %.14 = load i64, ptr %.13, align 8
  %.16 = inttoptr i64 %arg.f to ptr
  %.17 = getelementptr i8, ptr %.16, i64 16
  %.18 = load i64, ptr %.17, align 8
  %.20 = inttoptr i64 %arg.f to ptr
  %.21 = getelementptr i8, ptr %.20, i64 24
  %.22 = load i64, ptr %.21, align 8
  %.60 = inttoptr i64 %arg.f to ptr
  %.61 = getelementptr i8, ptr %.60, i64 32
  %.62 = load i64, ptr %.61, align 8
  %.67 = inttoptr i64 %arg.f to ptr
  %.68 = getelementptr i8, ptr %.67, i64 40
  %.69 = load i64, ptr %.68, align 8
  store i64 0, ptr %.93, align 8
  %.107 = icmp slt i64 %.69, 1
  %..69 = select i1 %.107, i64 0, i64 %.69
  store i64 %..69, ptr %.96, align 8
  br label %B288
B288:
  %.150 = load i64, ptr %.96, align 8
  %.151 = icmp sgt i64 %.150, 0
  br i1 %.151, label %B288.if, label %B452
B322:
  %.271 = load i64, ptr %.219, align 8
  %.272 = icmp sgt i64 %.271, 0
  br i1 %.272, label %B322.if, label %B288
B452:
  %level.6.0 = phi i64 [ %.507, %B732 ], [ %.10, %B288 ]
  %forward.9.0 = phi i64 [ 0, %B732 ], [ %.14, %B288 ]
  %budget.4.0 = phi i64 [ %budget.5.1, %B732 ], [ %.18, %B288 ]
  %.402 = icmp sgt i64 %level.6.0, -1
  br i1 %.402, label %B466, label %B1186
B466:
  %level.10.1 = phi i64 [ %level.6.0, %B452 ], [ %level.8.2, %B1172 ]
  %forward.10.1 = phi i64 [ %forward.9.0, %B452 ], [ %forward.6.2, %B1172 ]
  %budget.5.1 = phi i64 [ %budget.4.0, %B452 ], [ %budget.3.2, %B1172 ]
  %.420 = inttoptr i64 %arg.f to ptr
  %0 = getelementptr i64, ptr %.420, i64 %level.10.1
  %.421 = getelementptr i8, ptr %0, i64 48
  %.422 = load i64, ptr %.421, align 8
  %.427 = inttoptr i64 %.422 to ptr
  %.429 = load i64, ptr %.427, align 8
  %.434 = icmp slt i64 %.429, 2
  br i1 %.434, label %B578, label %B968
B578:
  %.443.not = icmp eq i64 %forward.10.1, 0
  br i1 %.443.not, label %B616, label %B582
B582:
  store ptr null, ptr %.449, align 8
  %.453 = call i32 @open_cursors(ptr nonnull %.449, ptr nonnull %excinfo.1, i64 %.422)
  switch i32 %.453, label %B582.if [
    i32 -2, label %B616
    i32 0, label %B616
  ], !prof !0
B616:
  %.477 = inttoptr i64 %.422 to ptr
  %.478 = getelementptr i8, ptr %.477, i64 72
  %.479 = load i64, ptr %.478, align 8
  %.481 = inttoptr i64 %.422 to ptr
  %.482 = getelementptr i8, ptr %.481, i64 8
  %.483 = load i64, ptr %.482, align 8
  %.484 = inttoptr i64 %.483 to ptr
  %.486 = load i64, ptr %.484, align 8
  %.487.not = icmp slt i64 %.479, %.486
  br i1 %.487.not, label %B744, label %B732
B732:
  %.507 = add nsw i64 %level.10.1, -1
  br label %B452
B744:
  %.514 = icmp slt i64 %budget.5.1, 0
  br i1 %.514, label %B1186, label %B772
B772:
  store i64 0, ptr %.553, align 8
  %.557 = call i32 @make_batch(ptr nonnull %.553, ptr nonnull %excinfo.2, i64 %.422, i64 %.22)
  switch i32 %.557, label %B772.if [
    i32 -2, label %B772.endif
    i32 0, label %B772.endif
  ], !prof !0
B968:
  %.640 = icmp sgt i64 %.429, 7
  br i1 %.640, label %B990, label %B1112
B990:
  %.645 = icmp eq i64 %.429, 8
  br i1 %.645, label %B1012, label %B1042
B1012:
  store i64 0, ptr %.651, align 8
  %.655 = call i32 @emit(ptr nonnull %.651, ptr nonnull %excinfo.3, i64 %.422)
  switch i32 %.655, label %B1012.if [
    i32 -2, label %B1070
    i32 0, label %B1070
  ], !prof !0
B1042:
  store i64 0, ptr %.683, align 8
  %.687 = call i32 @output(ptr nonnull %.683, ptr nonnull %excinfo.4, i64 %.422)
  switch i32 %.687, label %B1042.if [
    i32 -2, label %B1070
    i32 0, label %B1070
  ], !prof !0
B1070:
  %"$phi1070.0.2.2.in" = phi ptr [ %.651, %B1012 ], [ %.683, %B1042 ], [ %.651, %B1012 ], [ %.683, %B1042 ]
  %"$phi1070.0.2.2" = load i64, ptr %"$phi1070.0.2.2.in", align 8
  %.719.not = icmp eq i64 %"$phi1070.0.2.2", 0
  br i1 %.719.not, label %B1172, label %B1186
B1112:
  %.768.not = icmp eq i64 %forward.10.1, 0
  br i1 %.768.not, label %B1158, label %B1116
B1116:
  store i8 0, ptr %.772, align 1
  %.776 = call i32 @filtered(ptr nonnull %.772, ptr nonnull %excinfo.5, i64 %.422)
  switch i32 %.776, label %B1116.endif.if [
    i32 -2, label %B1116.endif.endif
    i32 0, label %B1116.endif.endif
  ], !prof !0
B1158:
  br label %B1172
B1172:
  %.604.pn = phi i64 [ %.604, %B772.endif ], [ -1, %B1158 ], [ -1, %B1070 ], [ 1, %B1116.endif.endif ]
  %forward.6.2 = phi i64 [ %forward.7.2, %B772.endif ], [ 0, %B1158 ], [ 0, %B1070 ], [ %forward.10.1, %B1116.endif.endif ]
  %budget.3.2 = phi i64 [ %.586, %B772.endif ], [ %budget.5.1, %B1158 ], [ %budget.5.1, %B1070 ], [ %budget.5.1, %B1116.endif.endif ]
  %level.8.2 = add nsw i64 %level.10.1, %.604.pn
  %.884 = icmp sgt i64 %level.8.2, -1
  br i1 %.884, label %B466, label %B1186
common.ret:
  %common.ret.op = phi i32 [ 0, %B1186 ], [ %.453, %B582.if ], [ %.557, %B772.if ], [ %.655, %B1012.if ], [ %.687, %B1042.if ], [ %.776, %B1116.endif.if ]
  ret i32 %common.ret.op
B1186:
  %level.10.2 = phi i64 [ %level.6.0, %B452 ], [ -1, %B1172 ], [ %level.10.1, %B744 ], [ %level.10.1, %B1070 ]
  %forward.10.2 = phi i64 [ %forward.9.0, %B452 ], [ %forward.6.2, %B1172 ], [ 0, %B744 ], [ %forward.10.1, %B1070 ]
  %budget.5.2 = phi i64 [ %budget.4.0, %B452 ], [ %budget.3.2, %B1172 ], [ %budget.5.1, %B744 ], [ %budget.5.1, %B1070 ]
  %status.3.2 = phi i64 [ 0, %B452 ], [ 0, %B1172 ], [ 1, %B744 ], [ %"$phi1070.0.2.2", %B1070 ]
  %.905 = inttoptr i64 %arg.f to ptr
  store i64 %level.10.2, ptr %.905, align 8
  %.912 = inttoptr i64 %arg.f to ptr
  %.913 = getelementptr i8, ptr %.912, i64 8
  store i64 %forward.10.2, ptr %.913, align 8
  %.919 = inttoptr i64 %arg.f to ptr
  %.920 = getelementptr i8, ptr %.919, i64 16
  store i64 %budget.5.2, ptr %.920, align 8
  store i64 %status.3.2, ptr %retptr, align 8
  br label %common.ret
B288.if:
  %.157 = load i64, ptr %.93, align 8
  %.160 = add nsw i64 %.150, -1
  store i64 %.160, ptr %.96, align 8
  %.164 = add i64 %.157, 1
  store i64 %.164, ptr %.93, align 8
  %1 = shl i64 %.157, 4
  store i64 0, ptr %.216, align 8
  %.230 = icmp slt i64 %.22, 1
  %..22 = select i1 %.230, i64 0, i64 %.22
  store i64 %..22, ptr %.219, align 8
  br label %B322
B322.if:
  %.278 = load i64, ptr %.216, align 8
  %.281 = add nsw i64 %.271, -1
  store i64 %.281, ptr %.219, align 8
  %.285 = add i64 %.278, 1
  store i64 %.285, ptr %.216, align 8
  %.314 = inttoptr i64 %.62 to ptr
  %2 = getelementptr i8, ptr %.314, i64 %1
  %.315 = getelementptr i8, ptr %2, i64 8
  %.316 = load i64, ptr %.315, align 8
  %.320 = inttoptr i64 %.62 to ptr
  %.321 = getelementptr i8, ptr %.320, i64 %1
  %.322 = load i64, ptr %.321, align 8
  %.323 = inttoptr i64 %.316 to ptr
  %.324 = getelementptr i32, ptr %.323, i64 %.278
  %.325 = trunc i64 %.322 to i32
  store i32 %.325, ptr %.324, align 4
  br label %B322
B582.if:
  %.461 = icmp sgt i32 %.453, 0
  %.454 = load ptr, ptr %excinfo.1, align 8
  %.462 = select i1 %.461, ptr %.454, ptr undef
  store ptr %.462, ptr %excinfo, align 8
  br label %common.ret
B772.if:
  %.565 = icmp sgt i32 %.557, 0
  %.558 = load ptr, ptr %excinfo.2, align 8
  %.566 = select i1 %.565, ptr %.558, ptr undef
  store ptr %.566, ptr %excinfo, align 8
  br label %common.ret
B772.endif:
  %.567 = load i64, ptr %.553, align 8
  %.578 = inttoptr i64 %.422 to ptr
  %.579 = getelementptr i8, ptr %.578, i64 8
  %.580 = load i64, ptr %.579, align 8
  %.581 = inttoptr i64 %.580 to ptr
  %.583 = load i64, ptr %.581, align 8
  %.584 = add nsw i64 %.567, %.583
  %.586 = sub nsw i64 %budget.5.1, %.584
  %.593 = inttoptr i64 %.422 to ptr
  %.594 = getelementptr i8, ptr %.593, i64 16
  %.595 = load i64, ptr %.594, align 8
  %.598 = inttoptr i64 %.595 to ptr
  %.600 = load i64, ptr %.598, align 8
  %.601.not = icmp ne i64 %.600, 0
  %.604 = zext i1 %.601.not to i64
  %forward.7.2 = zext i1 %.601.not to i64
  br label %B1172
B1012.if:
  %.663 = icmp sgt i32 %.655, 0
  %.656 = load ptr, ptr %excinfo.3, align 8
  %.664 = select i1 %.663, ptr %.656, ptr undef
  store ptr %.664, ptr %excinfo, align 8
  br label %common.ret
B1042.if:
  %.695 = icmp sgt i32 %.687, 0
  %.688 = load ptr, ptr %excinfo.4, align 8
  %.696 = select i1 %.695, ptr %.688, ptr undef
  store ptr %.696, ptr %excinfo, align 8
  br label %common.ret
B1116.endif.if:
  %.784 = icmp sgt i32 %.776, 0
  %.777 = load ptr, ptr %excinfo.5, align 8
  %.785 = select i1 %.784, ptr %.777, ptr undef
  store ptr %.785, ptr %excinfo, align 8
  br label %common.ret
B1116.endif.endif:
  %.786 = load i8, ptr %.772, align 1
  %.789.not = icmp eq i8 %.786, 0
  br i1 %.789.not, label %B1158, label %B1172
}
define internal i32 @open_cursors(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.o) {
entry:
  %.132 = alloca i64, align 8
  %.135 = alloca i64, align 8
  %.274 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.340 = alloca i64, align 8
  %.343 = alloca i64, align 8
  %.552 = alloca i64, align 8
  %.555 = alloca i64, align 8
  %.885 = alloca i64, align 8
  %.888 = alloca i64, align 8
  %.1087 = alloca ptr, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.1148 = alloca i64, align 8
  %.1151 = alloca i64, align 8
  %.8 = inttoptr i64 %arg.o to ptr
  %.9 = getelementptr i8, ptr %.8, i64 8
  %.10 = load i64, ptr %.9, align 8
  %.11 = inttoptr i64 %.10 to ptr
  %.13 = load i64, ptr %.11, align 8
  %.18 = inttoptr i64 %arg.o to ptr
  %.19 = getelementptr i8, ptr %.18, i64 88
  %.20 = load i64, ptr %.19, align 8
  %.22 = inttoptr i64 %arg.o to ptr
  %.23 = getelementptr i8, ptr %.22, i64 96
  %.24 = load i64, ptr %.23, align 8
  %.26 = inttoptr i64 %arg.o to ptr
  %.27 = getelementptr i8, ptr %.26, i64 104
  %.28 = load i64, ptr %.27, align 8
  %.39 = inttoptr i64 %arg.o to ptr
  %.40 = getelementptr i8, ptr %.39, i64 24
  %.41 = load i64, ptr %.40, align 8
  %.43 = inttoptr i64 %arg.o to ptr
  %.44 = getelementptr i8, ptr %.43, i64 56
  %.45 = load i64, ptr %.44, align 8
  %.53 = icmp eq i64 %.45, 1
  %.56 = inttoptr i64 %.41 to ptr
  %.57 = getelementptr i8, ptr %.56, i64 16
  %.64 = inttoptr i64 %.41 to ptr
  %.65 = getelementptr i8, ptr %.64, i64 24
  %"$phi388.0.2.0.in" = select i1 %.53, ptr %.57, ptr %.65
  %"$phi388.0.2.0" = load i64, ptr %"$phi388.0.2.0.in", align 8
  %.77 = inttoptr i64 %arg.o to ptr
  %.79 = load i64, ptr %.77, align 8
  %.80 = icmp eq i64 %.79, 0
  br i1 %.80, label %B450, label %B660
B450:
  %.83 = icmp eq i64 %.45, 2
  br i1 %.83, label %B472, label %B516
B472:
  %.88 = inttoptr i64 %.41 to ptr
  %.89 = getelementptr i8, ptr %.88, i64 16
  %.90 = load i64, ptr %.89, align 8
  %0 = trunc i64 %.90 to i32
  br label %B516
B516:
  %"$phi516.0.2.0" = phi i32 [ %0, %B472 ], [ 0, %B450 ]
  store i64 0, ptr %.132, align 8
  %.146 = icmp slt i64 %.13, 1
  %..13 = select i1 %.146, i64 0, i64 %.13
  store i64 %..13, ptr %.135, align 8
  br label %B548
B548:
  %.189 = load i64, ptr %.135, align 8
  %.190 = icmp sgt i64 %.189, 0
  br i1 %.190, label %B548.if, label %B2030
B660:
  %.260 = inttoptr i64 %arg.o to ptr
  %.261 = getelementptr i8, ptr %.260, i64 32
  %.262 = load i64, ptr %.261, align 8
  %.265 = inttoptr i64 %arg.o to ptr
  %.266 = getelementptr i8, ptr %.265, i64 40
  %.267 = load i64, ptr %.266, align 8
  %.269 = inttoptr i64 %arg.o to ptr
  %.270 = getelementptr i8, ptr %.269, i64 48
  %.271 = load i64, ptr %.270, align 8
  store ptr null, ptr %.274, align 8
  %.278 = call i32 @find_groups(ptr nonnull %.274, ptr nonnull %excinfo.1, i64 %.262, i64 %.267, i64 %.13, i64 %.271, i64 %.20)
  switch i32 %.278, label %B660.if [
    i32 -2, label %B660.endif
    i32 0, label %B660.endif
  ], !prof !0
B960:
  store i64 0, ptr %.340, align 8
  %.354 = icmp slt i64 %.13, 1
  %..13381 = select i1 %.354, i64 0, i64 %.13
  store i64 %..13381, ptr %.343, align 8
  br label %B990
B990:
  %.395 = load i64, ptr %.343, align 8
  %.396 = icmp sgt i64 %.395, 0
  br i1 %.396, label %B990.if, label %B1168
B1038:
  %.442 = sext i32 %.441 to i64
  %.451 = inttoptr i64 %.300 to ptr
  %.452 = getelementptr i32, ptr %.451, i64 %.442
  %.453 = load i32, ptr %.452, align 4
  %.454 = sext i32 %.453 to i64
  br label %B1072
B1072:
  %"$phi1072.1.2.1" = phi i64 [ %.454, %B1038 ], [ -1, %B990.if ]
  %.475 = inttoptr i64 %.20 to ptr
  %.476 = getelementptr i32, ptr %.475, i64 %.402
  %.477 = trunc nsw i64 %"$phi1072.1.2.1" to i32
  store i32 %.477, ptr %.476, align 4
  %"$phi1072.1.2.1." = call i64 @llvm.smax.i64(i64 %"$phi1072.1.2.1", i64 0)
  %.508 = shl nuw nsw i64 %"$phi1072.1.2.1.", 2
  %.514 = add nsw i64 %.303, %.508
  %.517 = inttoptr i64 %.514 to ptr
  call void @llvm.prefetch.p0(ptr %.517, i32 0, i32 3, i32 1)
  br label %B990
B1168:
  store i64 0, ptr %.552, align 8
  %.566 = icmp slt i64 %.13, 1
  %..13382 = select i1 %.566, i64 0, i64 %.13
  store i64 %..13382, ptr %.555, align 8
  br label %B1198
B1198:
  %.607 = load i64, ptr %.555, align 8
  %.608 = icmp sgt i64 %.607, 0
  br i1 %.608, label %B1198.if, label %B2030
B1246:
  %.677 = inttoptr i64 %.303 to ptr
  %1 = getelementptr i32, ptr %.677, i64 %.654
  %.678 = getelementptr i8, ptr %1, i64 12
  %.679 = load i32, ptr %.678, align 4
  %.680 = sext i32 %.679 to i64
  %.682.not = icmp sgt i64 %"$phi388.0.2.0", %.680
  br i1 %.682.not, label %B1382, label %B1292
B1292:
  %b.4.1 = phi i64 [ %.654, %B1246 ], [ %.692, %B1336 ]
  %.689 = inttoptr i64 %.303 to ptr
  %.690 = getelementptr i32, ptr %.689, i64 %b.4.1
  %.691 = load i32, ptr %.690, align 4
  %.692 = sext i32 %.691 to i64
  %.702 = icmp sgt i32 %.691, -1
  br i1 %.702, label %B1336, label %B1382
B1336:
  %.715 = inttoptr i64 %.303 to ptr
  %2 = getelementptr i32, ptr %.715, i64 %.692
  %.716 = getelementptr i8, ptr %2, i64 12
  %.717 = load i32, ptr %.716, align 4
  %.718 = sext i32 %.717 to i64
  %.720.not = icmp sgt i64 %"$phi388.0.2.0", %.718
  br i1 %.720.not, label %B1382, label %B1292
B1382:
  %b.4.2 = phi i64 [ %.692, %B1336 ], [ %.692, %B1292 ], [ %.654, %B1246 ], [ %.654, %B1198.if ]
  %.743 = icmp sgt i64 %b.4.2, -1
  br i1 %.743, label %B1406, label %B1600
B1406:
  %.746 = add nuw nsw i64 %b.4.2, 3
  %.748 = add nuw nsw i64 %b.4.2, 3
  %.752 = inttoptr i64 %.303 to ptr
  %3 = getelementptr i32, ptr %.752, i64 %b.4.2
  %.753 = getelementptr i8, ptr %3, i64 4
  %.754 = load i32, ptr %.753, align 4
  %.755 = sext i32 %.754 to i64
  %.756 = add nsw i64 %.748, %.755
  %.759 = inttoptr i64 %.303 to ptr
  %.760 = getelementptr i32, ptr %.759, i64 %b.4.2
  %.761 = load i32, ptr %.760, align 4
  %.784 = inttoptr i64 %.303 to ptr
  %4 = getelementptr i32, ptr %.784, i64 %.756
  %.785 = getelementptr i8, ptr %4, i64 -4
  %.786 = load i32, ptr %.785, align 4
  %.787 = sext i32 %.786 to i64
  %.789.not = icmp sgt i64 %"$phi388.0.2.0", %.787
  br i1 %.789.not, label %B1600, label %B1544
B1544:
  %end.4.1 = phi i64 [ %.756, %B1406 ], [ %.798, %B1544 ]
  %.798 = add nsw i64 %end.4.1, -1
  %.805 = inttoptr i64 %.303 to ptr
  %5 = getelementptr i32, ptr %.805, i64 %end.4.1
  %.806 = getelementptr i8, ptr %5, i64 -8
  %.807 = load i32, ptr %.806, align 4
  %.808 = sext i32 %.807 to i64
  %.810.not = icmp sgt i64 %"$phi388.0.2.0", %.808
  br i1 %.810.not, label %B1600, label %B1544
B1600:
  %at.4.2 = phi i64 [ %.746, %B1544 ], [ %.746, %B1406 ], [ 0, %B1382 ]
  %end.4.2 = phi i64 [ %.798, %B1544 ], [ %.756, %B1406 ], [ 0, %B1382 ]
  %after.2.2 = phi i32 [ %.761, %B1544 ], [ %.761, %B1406 ], [ -1, %B1382 ]
  %.823 = inttoptr i64 %.20 to ptr
  %.824 = getelementptr i32, ptr %.823, i64 %.614
  %.825 = trunc nuw i64 %at.4.2 to i32
  store i32 %.825, ptr %.824, align 4
  %.832 = inttoptr i64 %.24 to ptr
  %.833 = getelementptr i32, ptr %.832, i64 %.614
  %.834 = trunc i64 %end.4.2 to i32
  store i32 %.834, ptr %.833, align 4
  %.841 = inttoptr i64 %.28 to ptr
  %.842 = getelementptr i32, ptr %.841, i64 %.614
  store i32 %after.2.2, ptr %.842, align 4
  br label %B1198
B1706:
  store i64 0, ptr %.885, align 8
  %.899 = icmp slt i64 %.13, 1
  %..13383 = select i1 %.899, i64 0, i64 %.13
  store i64 %..13383, ptr %.888, align 8
  br label %B1736
B1736:
  %.940 = load i64, ptr %.888, align 8
  %.941 = icmp sgt i64 %.940, 0
  br i1 %.941, label %B1736.if, label %B1974
B1784:
  %.996 = inttoptr i64 %.300 to ptr
  %.997 = getelementptr i32, ptr %.996, i64 %.987
  %.998 = load i32, ptr %.997, align 4
  br label %B1818
B1818:
  %"$phi1818.1.2.1" = phi i32 [ %.998, %B1784 ], [ 0, %B1736.if ]
  %.1012 = inttoptr i64 %.20 to ptr
  %.1013 = getelementptr i32, ptr %.1012, i64 %.947
  store i32 %"$phi1818.1.2.1", ptr %.1013, align 4
  %.1017 = icmp sgt i32 %.986, -1
  br i1 %.1017, label %B1882, label %B1922
B1882:
  %.1035 = inttoptr i64 %.300 to ptr
  %6 = getelementptr i32, ptr %.1035, i64 %.987
  %.1036 = getelementptr i8, ptr %6, i64 4
  %.1037 = load i32, ptr %.1036, align 4
  br label %B1922
B1922:
  %"$phi1922.5.2.1" = phi i32 [ %.1037, %B1882 ], [ 0, %B1818 ]
  %.1051 = inttoptr i64 %.24 to ptr
  %.1052 = getelementptr i32, ptr %.1051, i64 %.947
  store i32 %"$phi1922.5.2.1", ptr %.1052, align 4
  %.1065 = inttoptr i64 %.28 to ptr
  %.1066 = getelementptr i32, ptr %.1065, i64 %.947
  store i32 -1, ptr %.1066, align 4
  br label %B1736
B1974:
  %.1079 = icmp sgt i64 %"$phi388.0.2.0", 16384
  br i1 %.1079, label %B1996, label %B2030
B1996:
  store ptr null, ptr %.1087, align 8
  %.1091 = call i32 @ask_for_rows(ptr nonnull %.1087, i64 %arg.o, i64 %.20, i64 %.13)
  switch i32 %.1091, label %B1996.if [
    i32 -2, label %B2030
    i32 0, label %B2030
  ], !prof !0
B2030:
  %.1113 = inttoptr i64 %arg.o to ptr
  %.1114 = getelementptr i8, ptr %.1113, i64 64
  %.1115 = load i64, ptr %.1114, align 8
  %.1116.not = icmp eq i64 %.1115, 0
  br i1 %.1116.not, label %B2304, label %B2072
B2072:
  %.1119 = inttoptr i64 %arg.o to ptr
  %.1120 = getelementptr i8, ptr %.1119, i64 152
  %.1121 = load i64, ptr %.1120, align 8
  %.1122 = icmp eq i64 %.1121, 0
  br i1 %.1122, label %B2122, label %B2304
B2122:
  store i64 0, ptr %.1148, align 8
  %.1162 = icmp slt i64 %.13, 1
  %..13384 = select i1 %.1162, i64 0, i64 %.13
  store i64 %..13384, ptr %.1151, align 8
  br label %B2152
B2152:
  %.1203 = load i64, ptr %.1151, align 8
  %.1204 = icmp sgt i64 %.1203, 0
  br i1 %.1204, label %B2152.if, label %B2304
B2228:
  %.1264 = add i32 %.1249, 1
  %.1269 = inttoptr i64 %.24 to ptr
  %.1270 = getelementptr i32, ptr %.1269, i64 %.1210
  store i32 %.1264, ptr %.1270, align 4
  br label %B2268
B2268:
  %.1278 = inttoptr i64 %.28 to ptr
  %.1279 = getelementptr i32, ptr %.1278, i64 %.1210
  store i32 -1, ptr %.1279, align 4
  br label %B2152
B2304:
  %.1294 = inttoptr i64 %arg.o to ptr
  %.1295 = getelementptr i8, ptr %.1294, i64 72
  store i64 0, ptr %.1295, align 8
  %.1298.not = icmp eq i64 %.13, 0
  br i1 %.1298.not, label %B2412, label %B2378
B2378:
  %.1315 = inttoptr i64 %.20 to ptr
  %.1317 = load i32, ptr %.1315, align 4
  %.1318 = sext i32 %.1317 to i64
  br label %B2412
common.ret:
  %common.ret.op = phi i32 [ 0, %B2412 ], [ %.278, %B660.if ], [ %.1091, %B1996.if ]
  ret i32 %common.ret.op
B2412:
  %"$phi2412.4.2.0" = phi i64 [ %.1318, %B2378 ], [ 0, %B2304 ]
  %.1333 = inttoptr i64 %arg.o to ptr
  %.1334 = getelementptr i8, ptr %.1333, i64 80
  store i64 %"$phi2412.4.2.0", ptr %.1334, align 8
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B548.if:
  %.196 = load i64, ptr %.132, align 8
  %.199 = add nsw i64 %.189, -1
  store i64 %.199, ptr %.135, align 8
  %.203 = add i64 %.196, 1
  store i64 %.203, ptr %.132, align 8
  %.230 = inttoptr i64 %.20 to ptr
  %.231 = getelementptr i32, ptr %.230, i64 %.196
  store i32 %"$phi516.0.2.0", ptr %.231, align 4
  %.236 = inttoptr i64 %.24 to ptr
  %.237 = getelementptr i32, ptr %.236, i64 %.196
  %.238 = trunc i64 %"$phi388.0.2.0" to i32
  store i32 %.238, ptr %.237, align 4
  %.241 = inttoptr i64 %.28 to ptr
  %.242 = getelementptr i32, ptr %.241, i64 %.196
  store i32 -1, ptr %.242, align 4
  br label %B548
B660.if:
  %.286 = icmp sgt i32 %.278, 0
  %.279 = load ptr, ptr %excinfo.1, align 8
  %.287 = select i1 %.286, ptr %.279, ptr undef
  store ptr %.287, ptr %excinfo, align 8
  br label %common.ret
B660.endif:
  %.298 = inttoptr i64 %.262 to ptr
  %.299 = getelementptr i8, ptr %.298, i64 16
  %.300 = load i64, ptr %.299, align 8
  %.301 = inttoptr i64 %.262 to ptr
  %.302 = getelementptr i8, ptr %.301, i64 24
  %.303 = load i64, ptr %.302, align 8
  %.310 = inttoptr i64 %.262 to ptr
  %.312 = load i64, ptr %.310, align 8
  %.313 = and i64 %.312, 1
  %.314.not = icmp eq i64 %.313, 0
  br i1 %.314.not, label %B1706, label %B960
B990.if:
  %.402 = load i64, ptr %.340, align 8
  %.405 = add nsw i64 %.395, -1
  store i64 %.405, ptr %.343, align 8
  %.409 = add i64 %.402, 1
  store i64 %.409, ptr %.340, align 8
  %.439 = inttoptr i64 %.20 to ptr
  %.440 = getelementptr i32, ptr %.439, i64 %.402
  %.441 = load i32, ptr %.440, align 4
  %.447 = icmp sgt i32 %.441, -1
  br i1 %.447, label %B1038, label %B1072
B1198.if:
  %.614 = load i64, ptr %.552, align 8
  %.617 = add nsw i64 %.607, -1
  store i64 %.617, ptr %.555, align 8
  %.621 = add i64 %.614, 1
  store i64 %.621, ptr %.552, align 8
  %.651 = inttoptr i64 %.20 to ptr
  %.652 = getelementptr i32, ptr %.651, i64 %.614
  %.653 = load i32, ptr %.652, align 4
  %.654 = sext i32 %.653 to i64
  %.663 = icmp sgt i32 %.653, -1
  br i1 %.663, label %B1246, label %B1382
B1736.if:
  %.947 = load i64, ptr %.885, align 8
  %.950 = add nsw i64 %.940, -1
  store i64 %.950, ptr %.888, align 8
  %.954 = add i64 %.947, 1
  store i64 %.954, ptr %.885, align 8
  %.984 = inttoptr i64 %.20 to ptr
  %.985 = getelementptr i32, ptr %.984, i64 %.947
  %.986 = load i32, ptr %.985, align 4
  %.987 = sext i32 %.986 to i64
  %.992 = icmp sgt i32 %.986, -1
  br i1 %.992, label %B1784, label %B1818
B1996.if:
  %.1099 = icmp sgt i32 %.1091, 0
  %.1092 = load ptr, ptr %excinfo.2, align 8
  %.1100 = select i1 %.1099, ptr %.1092, ptr undef
  store ptr %.1100, ptr %excinfo, align 8
  br label %common.ret
B2152.if:
  %.1210 = load i64, ptr %.1148, align 8
  %.1213 = add nsw i64 %.1203, -1
  store i64 %.1213, ptr %.1151, align 8
  %.1217 = add i64 %.1210, 1
  store i64 %.1217, ptr %.1148, align 8
  %.1247 = inttoptr i64 %.20 to ptr
  %.1248 = getelementptr i32, ptr %.1247, i64 %.1210
  %.1249 = load i32, ptr %.1248, align 4
  %.1256 = inttoptr i64 %.24 to ptr
  %.1257 = getelementptr i32, ptr %.1256, i64 %.1210
  %.1258 = load i32, ptr %.1257, align 4
  %.1261 = icmp slt i32 %.1249, %.1258
  br i1 %.1261, label %B2228, label %B2268
}
define internal i32 @make_batch(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.o, i64 %arg.batch) {
entry:
  %.171 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.228 = alloca i64, align 8
  %.231 = alloca i64, align 8
  %.369 = alloca i64, align 8
  %.372 = alloca i64, align 8
  %.701 = alloca i64, align 8
  %.704 = alloca i64, align 8
  %.812 = alloca ptr, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.863 = alloca ptr, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.11 = inttoptr i64 %arg.o to ptr
  %.12 = getelementptr i8, ptr %.11, i64 112
  %.13 = load i64, ptr %.12, align 8
  %.15 = inttoptr i64 %arg.o to ptr
  %.16 = getelementptr i8, ptr %.15, i64 120
  %.17 = load i64, ptr %.16, align 8
  %.25 = inttoptr i64 %arg.o to ptr
  %.26 = getelementptr i8, ptr %.25, i64 88
  %.27 = load i64, ptr %.26, align 8
  %.29 = inttoptr i64 %arg.o to ptr
  %.30 = getelementptr i8, ptr %.29, i64 96
  %.31 = load i64, ptr %.30, align 8
  %.33 = inttoptr i64 %arg.o to ptr
  %.34 = getelementptr i8, ptr %.33, i64 104
  %.35 = load i64, ptr %.34, align 8
  %.46 = inttoptr i64 %arg.o to ptr
  %.47 = getelementptr i8, ptr %.46, i64 72
  %.48 = load i64, ptr %.47, align 8
  %.50 = inttoptr i64 %arg.o to ptr
  %.51 = getelementptr i8, ptr %.50, i64 80
  %.52 = load i64, ptr %.51, align 8
  %.54 = inttoptr i64 %arg.o to ptr
  %.55 = getelementptr i8, ptr %.54, i64 8
  %.56 = load i64, ptr %.55, align 8
  %.57 = inttoptr i64 %.56 to ptr
  %.59 = load i64, ptr %.57, align 8
  %.70 = inttoptr i64 %arg.o to ptr
  %.72 = load i64, ptr %.70, align 8
  %.73 = icmp eq i64 %.72, 1
  br i1 %.73, label %B428, label %B510
B428:
  %.76 = inttoptr i64 %arg.o to ptr
  %.77 = getelementptr i8, ptr %.76, i64 32
  %.78 = load i64, ptr %.77, align 8
  %.79 = inttoptr i64 %.78 to ptr
  %.80 = getelementptr i8, ptr %.79, i64 24
  %.81 = load i64, ptr %.80, align 8
  %0 = inttoptr i64 %.81 to ptr
  br label %B510
B510:
  %"$phi510.0.2.0" = phi ptr [ %0, %B428 ], [ null, %entry ]
  br label %B516
B516:
  %at.5.0 = phi i64 [ %.52, %B510 ], [ %.564, %B962 ]
  %k.2.0 = phi i64 [ %.48, %B510 ], [ %k.4.1, %B962 ]
  %made.3.0 = phi i64 [ 0, %B510 ], [ %.487, %B962 ]
  %.141 = icmp slt i64 %k.2.0, %.59
  br i1 %.141, label %B530, label %B1168
B530:
  %at.6.1 = phi i64 [ %at.5.0, %B516 ], [ %.618, %B1112 ]
  %k.4.1 = phi i64 [ %k.2.0, %B516 ], [ %.609, %B1112 ]
  %made.4.1 = phi i64 [ %made.3.0, %B516 ], [ %.487, %B1112 ]
  %.156 = inttoptr i64 %.31 to ptr
  %.157 = getelementptr i32, ptr %.156, i64 %k.4.1
  %.158 = load i32, ptr %.157, align 4
  %.159 = sext i32 %.158 to i64
  %.165 = sub nsw i64 %.159, %at.6.1
  %.168 = sub nsw i64 %arg.batch, %made.4.1
  store i64 0, ptr %.171, align 8
  %.177 = call i32 @impl(ptr nonnull %.171, i64 %.165, i64 %.168)
  %.187 = load i64, ptr %.171, align 8
  switch i32 %.177, label %B530.if [
    i32 -2, label %B530.endif
    i32 0, label %B530.endif
  ], !prof !0
B628:
  store i64 0, ptr %.228, align 8
  store i64 4, ptr %.231, align 8
  br label %B668
B668:
  %.283 = load i64, ptr %.231, align 8
  %.284 = icmp sgt i64 %.283, 0
  br i1 %.284, label %B668.if, label %B884
B762:
  store i64 0, ptr %.369, align 8
  store i64 %.187, ptr %.372, align 8
  br label %B792
B792:
  %.424 = load i64, ptr %.372, align 8
  %.425 = icmp sgt i64 %.424, 0
  br i1 %.425, label %B792.if, label %B884
B884:
  %.487 = add nsw i64 %made.4.1, %.187
  %.495 = add nsw i64 %at.6.1, %.187
  %.505 = icmp slt i64 %.495, %.159
  br i1 %.505, label %B1168, label %B918
B918:
  %.545 = inttoptr i64 %.35 to ptr
  %.546 = getelementptr i32, ptr %.545, i64 %k.4.1
  %.547 = load i32, ptr %.546, align 4
  %.553 = icmp sgt i32 %.547, -1
  br i1 %.553, label %B962, label %B1112
B962:
  %.548 = zext nneg i32 %.547 to i64
  %.564 = add nuw nsw i64 %.548, 3
  %1 = getelementptr i32, ptr %"$phi510.0.2.0", i64 %.548
  %.571 = getelementptr i8, ptr %1, i64 4
  %.572 = load i32, ptr %.571, align 4
  %.577 = inttoptr i64 %.31 to ptr
  %.578 = getelementptr i32, ptr %.577, i64 %k.4.1
  %2 = trunc nuw i64 %.564 to i32
  %.579 = add i32 %.572, %2
  store i32 %.579, ptr %.578, align 4
  %.584 = getelementptr i32, ptr %"$phi510.0.2.0", i64 %.548
  %.585 = load i32, ptr %.584, align 4
  %.591 = inttoptr i64 %.35 to ptr
  %.592 = getelementptr i32, ptr %.591, i64 %k.4.1
  store i32 %.585, ptr %.592, align 4
  br label %B516
B1112:
  %.609 = add nsw i64 %k.4.1, 1
  %.615 = inttoptr i64 %.27 to ptr
  %.616 = getelementptr i32, ptr %.615, i64 %.609
  %.617 = load i32, ptr %.616, align 4
  %.618 = sext i32 %.617 to i64
  %.624 = icmp slt i64 %.609, %.59
  br i1 %.624, label %B530, label %B1168
B1168:
  %at.6.2 = phi i64 [ %at.5.0, %B516 ], [ %.618, %B1112 ], [ %.495, %B884 ]
  %k.4.2 = phi i64 [ %k.2.0, %B516 ], [ %.609, %B1112 ], [ %k.4.1, %B884 ]
  %made.4.2 = phi i64 [ %made.3.0, %B516 ], [ %.487, %B1112 ], [ %.487, %B884 ]
  %.655 = inttoptr i64 %arg.o to ptr
  %.656 = getelementptr i8, ptr %.655, i64 72
  store i64 %k.4.2, ptr %.656, align 8
  %.662 = inttoptr i64 %arg.o to ptr
  %.663 = getelementptr i8, ptr %.662, i64 80
  store i64 %at.6.2, ptr %.663, align 8
  %.668 = inttoptr i64 %arg.o to ptr
  %.669 = getelementptr i8, ptr %.668, i64 128
  %.670 = load i64, ptr %.669, align 8
  %.675 = inttoptr i64 %arg.o to ptr
  %.676 = getelementptr i8, ptr %.675, i64 136
  %.677 = load i64, ptr %.676, align 8
  store i64 0, ptr %.701, align 8
  %.715 = icmp slt i64 %.677, 1
  %..677 = select i1 %.715, i64 0, i64 %.677
  store i64 %..677, ptr %.704, align 8
  br label %B1366
B1366:
  %.756 = load i64, ptr %.704, align 8
  %.757 = icmp sgt i64 %.756, 0
  br i1 %.757, label %B1366.if, label %B1536
B1536:
  %.844 = inttoptr i64 %arg.o to ptr
  %.845 = getelementptr i8, ptr %.844, i64 16
  %.846 = load i64, ptr %.845, align 8
  %.848 = inttoptr i64 %.846 to ptr
  store i64 %made.4.2, ptr %.848, align 8
  %.852 = inttoptr i64 %arg.o to ptr
  %.853 = getelementptr i8, ptr %.852, i64 152
  %.854 = load i64, ptr %.853, align 8
  %.855 = icmp ne i64 %.854, 0
  %.858 = icmp ne i64 %made.4.2, 0
  %or.cond = select i1 %.855, i1 %.858, i1 false
  br i1 %or.cond, label %B1654, label %B1686
B1654:
  store ptr null, ptr %.863, align 8
  %.867 = call i32 @check(ptr nonnull %.863, ptr nonnull %excinfo.3, i64 %arg.o, i64 %made.4.2)
  switch i32 %.867, label %B1654.if [
    i32 -2, label %B1686
    i32 0, label %B1686
  ], !prof !0
common.ret:
  %common.ret.op = phi i32 [ 0, %B1686 ], [ %.177, %B530.if ], [ %.816, %B1368.if ], [ %.867, %B1654.if ]
  ret i32 %common.ret.op
B1686:
  store i64 %made.4.2, ptr %retptr, align 8
  br label %common.ret
B530.if:
  %.185 = icmp sgt i32 %.177, 0
  %.178 = load ptr, ptr %excinfo.1, align 8
  %.186 = select i1 %.185, ptr %.178, ptr undef
  store ptr %.186, ptr %excinfo, align 8
  br label %common.ret
B530.endif:
  %.203 = icmp slt i64 %.187, 5
  br i1 %.203, label %B628, label %B762
B668.if:
  %.290 = load i64, ptr %.228, align 8
  %.293 = add nsw i64 %.283, -1
  store i64 %.293, ptr %.231, align 8
  %.297 = add i64 %.290, 1
  store i64 %.297, ptr %.228, align 8
  %.326 = inttoptr i64 %.13 to ptr
  %3 = getelementptr i32, ptr %.326, i64 %made.4.1
  %.327 = getelementptr i32, ptr %3, i64 %.290
  %.328 = trunc i64 %k.4.1 to i32
  store i32 %.328, ptr %.327, align 4
  %.333 = add nsw i64 %at.6.1, %.290
  %.335 = inttoptr i64 %.17 to ptr
  %4 = getelementptr i32, ptr %.335, i64 %made.4.1
  %.336 = getelementptr i32, ptr %4, i64 %.290
  %.337 = trunc i64 %.333 to i32
  store i32 %.337, ptr %.336, align 4
  br label %B668
B792.if:
  %.431 = load i64, ptr %.369, align 8
  %.434 = add nsw i64 %.424, -1
  store i64 %.434, ptr %.372, align 8
  %.438 = add i64 %.431, 1
  store i64 %.438, ptr %.369, align 8
  %.467 = inttoptr i64 %.13 to ptr
  %5 = getelementptr i32, ptr %.467, i64 %made.4.1
  %.468 = getelementptr i32, ptr %5, i64 %.431
  %.469 = trunc i64 %k.4.1 to i32
  store i32 %.469, ptr %.468, align 4
  %.474 = add nsw i64 %at.6.1, %.431
  %.476 = inttoptr i64 %.17 to ptr
  %6 = getelementptr i32, ptr %.476, i64 %made.4.1
  %.477 = getelementptr i32, ptr %6, i64 %.431
  %.478 = trunc i64 %.474 to i32
  store i32 %.478, ptr %.477, align 4
  br label %B792
B1366.if:
  %.763 = load i64, ptr %.701, align 8
  %.766 = add nsw i64 %.756, -1
  store i64 %.766, ptr %.704, align 8
  %.770 = add i64 %.763, 1
  store i64 %.770, ptr %.701, align 8
  %7 = mul nsw i64 %.763, 24
  %.797 = add nsw i64 %.670, %7
  %.799 = inttoptr i64 %.797 to ptr
  %.801 = load i64, ptr %.799, align 8
  %.802 = inttoptr i64 %.801 to ptr
  %.804 = load i64, ptr %.802, align 8
  %.805 = inttoptr i64 %.797 to ptr
  %.806 = getelementptr i8, ptr %.805, i64 8
  %.807 = load i64, ptr %.806, align 8
  %.808 = inttoptr i64 %.797 to ptr
  %.809 = getelementptr i8, ptr %.808, i64 16
  %.810 = load i64, ptr %.809, align 8
  store ptr null, ptr %.812, align 8
  %.816 = call i32 @gather(ptr nonnull %.812, ptr nonnull %excinfo.2, i64 %.804, i64 %.807, i64 %.810, i64 %made.4.2)
  switch i32 %.816, label %B1368.if [
    i32 -2, label %B1366
    i32 0, label %B1366
  ], !prof !0
B1368.if:
  %.824 = icmp sgt i32 %.816, 0
  %.817 = load ptr, ptr %excinfo.2, align 8
  %.825 = select i1 %.824, ptr %.817, ptr undef
  store ptr %.825, ptr %excinfo, align 8
  br label %common.ret
B1654.if:
  %.875 = icmp sgt i32 %.867, 0
  %.868 = load ptr, ptr %excinfo.3, align 8
  %.876 = select i1 %.875, ptr %.868, ptr undef
  store ptr %.876, ptr %excinfo, align 8
  br label %common.ret
}
define internal i32 @emit(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.e) {
entry:
  %.77 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.123 = alloca i64, align 8
  store i64 0, ptr %.123, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.165 = alloca ptr, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.202 = alloca i64, align 8
  store i64 0, ptr %.202, align 8
  %excinfo.4 = alloca ptr, align 8
  store ptr null, ptr %excinfo.4, align 8
  %.267 = alloca i64, align 8
  %.270 = alloca i64, align 8
  %.377 = alloca ptr, align 8
  %excinfo.5 = alloca ptr, align 8
  store ptr null, ptr %excinfo.5, align 8
  %.442 = alloca i64, align 8
  %.445 = alloca i64, align 8
  %.593 = alloca i64, align 8
  %.596 = alloca i64, align 8
  %.733 = alloca ptr, align 8
  %excinfo.6 = alloca ptr, align 8
  store ptr null, ptr %excinfo.6, align 8
  %.8 = inttoptr i64 %arg.e to ptr
  %.9 = getelementptr i8, ptr %.8, i64 24
  %.10 = load i64, ptr %.9, align 8
  %.12 = inttoptr i64 %arg.e to ptr
  %.13 = getelementptr i8, ptr %.12, i64 72
  %.14 = load i64, ptr %.13, align 8
  %.16 = inttoptr i64 %arg.e to ptr
  %.17 = getelementptr i8, ptr %.16, i64 64
  %.18 = load i64, ptr %.17, align 8
  %.29 = inttoptr i64 %arg.e to ptr
  %.30 = getelementptr i8, ptr %.29, i64 40
  %.31 = load i64, ptr %.30, align 8
  %.33 = inttoptr i64 %arg.e to ptr
  %.34 = getelementptr i8, ptr %.33, i64 176
  %.35 = load i64, ptr %.34, align 8
  %.37 = inttoptr i64 %arg.e to ptr
  %.38 = getelementptr i8, ptr %.37, i64 8
  %.39 = load i64, ptr %.38, align 8
  %.40 = inttoptr i64 %.39 to ptr
  %.42 = load i64, ptr %.40, align 8
  %.53 = inttoptr i64 %arg.e to ptr
  %.54 = getelementptr i8, ptr %.53, i64 96
  %.55 = load i64, ptr %.54, align 8
  %.60 = inttoptr i64 %.10 to ptr
  %.62 = load i64, ptr %.60, align 8
  %.67 = inttoptr i64 %.10 to ptr
  %.68 = getelementptr i8, ptr %.67, i64 8
  %.69 = load i64, ptr %.68, align 8
  %.71 = add nsw i64 %.55, %.69
  %.73 = sub nsw i64 %.71, %.62
  store i64 0, ptr %.77, align 8
  %.83 = call i32 @impl(ptr nonnull %.77, i64 %.42, i64 %.73)
  %.93 = load i64, ptr %.77, align 8
  switch i32 %.83, label %B0.if [
    i32 -2, label %B0.endif
    i32 0, label %B0.endif
  ], !prof !0
B462:
  %.113 = inttoptr i64 %arg.e to ptr
  %.114 = getelementptr i8, ptr %.113, i64 48
  %.115 = load i64, ptr %.114, align 8
  store i64 0, ptr %.123, align 8
  %.127 = call i32 @put_rows(ptr nonnull %.123, ptr nonnull %excinfo.2, i64 %.18, i64 %.10, i64 %.31, i64 %.14, i64 %.115, i64 %.55, i64 %.93, i64 %.35)
  switch i32 %.127, label %B462.if [
    i32 -2, label %B736
    i32 0, label %B736
  ], !prof !0
B546:
  %.155 = inttoptr i64 %.31 to ptr
  %.157 = load i64, ptr %.155, align 8
  %.159 = inttoptr i64 %.31 to ptr
  %.160 = getelementptr i8, ptr %.159, i64 8
  %.161 = load i64, ptr %.160, align 8
  store ptr null, ptr %.165, align 8
  %.169 = call i32 @ask_pairs.2(ptr nonnull %.165, i64 %.18, i64 %.157, i64 %.161, i64 %.55, i64 %.93)
  switch i32 %.169, label %B546.if [
    i32 -2, label %B546.endif
    i32 0, label %B546.endif
  ], !prof !0
B736:
  %done.2.0.in = phi ptr [ %.123, %B462 ], [ %.202, %B546.endif ], [ %.123, %B462 ], [ %.202, %B546.endif ]
  %done.2.0 = load i64, ptr %done.2.0.in, align 8
  %.232 = inttoptr i64 %.18 to ptr
  %.233 = getelementptr i8, ptr %.232, i64 48
  %.234 = load i64, ptr %.233, align 8
  %.241 = icmp slt i64 %.14, 3
  br i1 %.241, label %B790, label %B948
B790:
  store i64 0, ptr %.267, align 8
  %.281 = icmp slt i64 %.14, 1
  %..14 = select i1 %.281, i64 0, i64 %.14
  store i64 %..14, ptr %.270, align 8
  br label %B820
B820:
  %.322 = load i64, ptr %.270, align 8
  %.323 = icmp sgt i64 %.322, 0
  br i1 %.323, label %B820.if, label %B948
B948:
  %.409 = inttoptr i64 %arg.e to ptr
  %.410 = getelementptr i8, ptr %.409, i64 80
  %.411 = load i64, ptr %.410, align 8
  %.416 = inttoptr i64 %arg.e to ptr
  %.417 = getelementptr i8, ptr %.416, i64 88
  %.418 = load i64, ptr %.417, align 8
  store i64 0, ptr %.442, align 8
  %.456 = icmp slt i64 %.418, 1
  %..418 = select i1 %.456, i64 0, i64 %.418
  store i64 %..418, ptr %.445, align 8
  br label %B1058
B1058:
  %.497 = load i64, ptr %.445, align 8
  %.498 = icmp sgt i64 %.497, 0
  br i1 %.498, label %B1058.if, label %B1442
B1230:
  store i64 0, ptr %.593, align 8
  %.607 = icmp slt i64 %.234, 1
  %..234 = select i1 %.607, i64 0, i64 %.234
  store i64 %..234, ptr %.596, align 8
  br label %B1260
B1260:
  %.648 = load i64, ptr %.596, align 8
  %.649 = icmp sgt i64 %.648, 0
  br i1 %.649, label %B1260.if, label %B1645
B1392:
  %.725 = shl nsw i64 %.62, 2
  %.727 = add nsw i64 %.556, %.725
  store ptr null, ptr %.733, align 8
  %.737 = call i32 @gather(ptr nonnull %.733, ptr nonnull %excinfo.6, i64 %.543, i64 %.35, i64 %.727, i64 %.234)
  switch i32 %.737, label %B1392.if [
    i32 -2, label %B1645
    i32 0, label %B1645
  ], !prof !0
B1442:
  %.772 = add nsw i64 %.62, %.234
  %.778 = inttoptr i64 %.10 to ptr
  store i64 %.772, ptr %.778, align 8
  %.785 = inttoptr i64 %arg.e to ptr
  %.786 = getelementptr i8, ptr %.785, i64 96
  store i64 %done.2.0, ptr %.786, align 8
  %.790 = icmp eq i64 %done.2.0, %.42
  br i1 %.790, label %B1548, label %B1606
common.ret:
  %common.ret.op = phi i32 [ 0, %B1548 ], [ 0, %B1606 ], [ %.83, %B0.if ], [ %.127, %B462.if ], [ %.169, %B546.if ], [ %.206, %B546.endif.if ], [ %.381, %B822.if ], [ %.737, %B1392.if ]
  ret i32 %common.ret.op
B1548:
  %.799 = inttoptr i64 %arg.e to ptr
  %.800 = getelementptr i8, ptr %.799, i64 96
  store i64 0, ptr %.800, align 8
  store i64 0, ptr %retptr, align 8
  br label %common.ret
B1606:
  %.810 = icmp slt i64 %done.2.0, %.93
  %. = select i1 %.810, i64 3, i64 2
  store i64 %., ptr %retptr, align 8
  br label %common.ret
B1645:
  br label %B1058
B0.if:
  %.91 = icmp sgt i32 %.83, 0
  %.84 = load ptr, ptr %excinfo.1, align 8
  %.92 = select i1 %.91, ptr %.84, ptr undef
  store ptr %.92, ptr %excinfo, align 8
  br label %common.ret
B0.endif:
  %.109 = icmp sgt i64 %.14, 2
  br i1 %.109, label %B462, label %B546
B462.if:
  %.135 = icmp sgt i32 %.127, 0
  %.128 = load ptr, ptr %excinfo.2, align 8
  %.136 = select i1 %.135, ptr %.128, ptr undef
  store ptr %.136, ptr %excinfo, align 8
  br label %common.ret
B546.if:
  %.177 = icmp sgt i32 %.169, 0
  %.170 = load ptr, ptr %excinfo.3, align 8
  %.178 = select i1 %.177, ptr %.170, ptr undef
  store ptr %.178, ptr %excinfo, align 8
  br label %common.ret
B546.endif:
  %.191 = inttoptr i64 %.31 to ptr
  %.193 = load i64, ptr %.191, align 8
  %.195 = inttoptr i64 %.31 to ptr
  %.196 = getelementptr i8, ptr %.195, i64 8
  %.197 = load i64, ptr %.196, align 8
  store i64 0, ptr %.202, align 8
  %.206 = call i32 @put_pairs(ptr nonnull %.202, ptr nonnull %excinfo.4, i64 %.18, i64 %.193, i64 %.197, i64 %.55, i64 %.93, i64 %.35)
  switch i32 %.206, label %B546.endif.if [
    i32 -2, label %B736
    i32 0, label %B736
  ], !prof !0
B546.endif.if:
  %.214 = icmp sgt i32 %.206, 0
  %.207 = load ptr, ptr %excinfo.4, align 8
  %.215 = select i1 %.214, ptr %.207, ptr undef
  store ptr %.215, ptr %excinfo, align 8
  br label %common.ret
B820.if:
  %.329 = load i64, ptr %.267, align 8
  %.332 = add nsw i64 %.322, -1
  store i64 %.332, ptr %.270, align 8
  %.336 = add i64 %.329, 1
  store i64 %.336, ptr %.267, align 8
  %reass.sub = sub i64 %.329, %.14
  %.366 = inttoptr i64 %.31 to ptr
  %0 = getelementptr i64, ptr %.366, i64 %reass.sub
  %.367 = getelementptr i8, ptr %0, i64 16
  %.368 = load i64, ptr %.367, align 8
  %.371 = inttoptr i64 %.10 to ptr
  %1 = getelementptr i64, ptr %.371, i64 %.329
  %.372 = getelementptr i8, ptr %1, i64 32
  %.373 = load i64, ptr %.372, align 8
  store ptr null, ptr %.377, align 8
  %.381 = call i32 @append(ptr nonnull %.377, ptr nonnull %excinfo.5, i64 %.368, i64 %.35, i64 %.373, i64 %.62, i64 %.234)
  switch i32 %.381, label %B822.if [
    i32 -2, label %B820
    i32 0, label %B820
  ], !prof !0
B822.if:
  %.389 = icmp sgt i32 %.381, 0
  %.382 = load ptr, ptr %excinfo.5, align 8
  %.390 = select i1 %.389, ptr %.382, ptr undef
  store ptr %.390, ptr %excinfo, align 8
  br label %common.ret
B1058.if:
  %.504 = load i64, ptr %.442, align 8
  %.507 = add nsw i64 %.497, -1
  store i64 %.507, ptr %.445, align 8
  %.511 = add i64 %.504, 1
  store i64 %.511, ptr %.442, align 8
  %.538 = inttoptr i64 %.411 to ptr
  %.539.idx = shl i64 %.504, 4
  %.539 = getelementptr i8, ptr %.538, i64 %.539.idx
  %.540 = load i64, ptr %.539, align 8
  %.541 = inttoptr i64 %.540 to ptr
  %.543 = load i64, ptr %.541, align 8
  %.547 = inttoptr i64 %.411 to ptr
  %.idx = shl i64 %.504, 4
  %2 = getelementptr i8, ptr %.547, i64 %.idx
  %.548 = getelementptr i8, ptr %2, i64 8
  %.549 = load i64, ptr %.548, align 8
  %.554 = inttoptr i64 %.10 to ptr
  %3 = getelementptr i64, ptr %.554, i64 %.14
  %4 = getelementptr i8, ptr %3, i64 32
  %.555 = getelementptr i64, ptr %4, i64 %.504
  %.556 = load i64, ptr %.555, align 8
  %.567.not = icmp eq i64 %.549, 0
  br i1 %.567.not, label %B1392, label %B1230
B1260.if:
  %.655 = load i64, ptr %.593, align 8
  %.658 = add nsw i64 %.648, -1
  store i64 %.658, ptr %.596, align 8
  %.662 = add i64 %.655, 1
  store i64 %.662, ptr %.593, align 8
  %.690 = inttoptr i64 %.35 to ptr
  %.691 = getelementptr i32, ptr %.690, i64 %.655
  %.692 = load i32, ptr %.691, align 4
  %.693 = sext i32 %.692 to i64
  %.695 = inttoptr i64 %.549 to ptr
  %.696 = getelementptr i32, ptr %.695, i64 %.693
  %.697 = load i32, ptr %.696, align 4
  %.698 = sext i32 %.697 to i64
  %.700 = inttoptr i64 %.543 to ptr
  %.701 = getelementptr i32, ptr %.700, i64 %.698
  %.702 = load i32, ptr %.701, align 4
  %.705 = inttoptr i64 %.556 to ptr
  %5 = getelementptr i32, ptr %.705, i64 %.62
  %.706 = getelementptr i32, ptr %5, i64 %.655
  store i32 %.702, ptr %.706, align 4
  br label %B1260
B1392.if:
  %.745 = icmp sgt i32 %.737, 0
  %.738 = load ptr, ptr %excinfo.6, align 8
  %.746 = select i1 %.745, ptr %.738, ptr undef
  store ptr %.746, ptr %excinfo, align 8
  br label %common.ret
}
define internal i32 @output(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.e) {
entry:
  %.56 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.114 = alloca i64, align 8
  %.117 = alloca i64, align 8
  %.248 = alloca i64, align 8
  %.251 = alloca i64, align 8
  %.8 = inttoptr i64 %arg.e to ptr
  %.9 = getelementptr i8, ptr %.8, i64 24
  %.10 = load i64, ptr %.9, align 8
  %.12 = inttoptr i64 %arg.e to ptr
  %.13 = getelementptr i8, ptr %.12, i64 40
  %.14 = load i64, ptr %.13, align 8
  %.16 = inttoptr i64 %arg.e to ptr
  %.17 = getelementptr i8, ptr %.16, i64 8
  %.18 = load i64, ptr %.17, align 8
  %.19 = inttoptr i64 %.18 to ptr
  %.21 = load i64, ptr %.19, align 8
  %.32 = inttoptr i64 %.10 to ptr
  %.34 = load i64, ptr %.32, align 8
  %.36 = inttoptr i64 %arg.e to ptr
  %.37 = getelementptr i8, ptr %.36, i64 96
  %.38 = load i64, ptr %.37, align 8
  %.46 = inttoptr i64 %.10 to ptr
  %.47 = getelementptr i8, ptr %.46, i64 8
  %.48 = load i64, ptr %.47, align 8
  %.50 = add nsw i64 %.38, %.48
  %.52 = sub nsw i64 %.50, %.34
  store i64 0, ptr %.56, align 8
  %.62 = call i32 @impl(ptr nonnull %.56, i64 %.21, i64 %.52)
  %.72 = load i64, ptr %.56, align 8
  switch i32 %.62, label %B0.if [
    i32 -2, label %B0.endif
    i32 0, label %B0.endif
  ], !prof !0
B392:
  %.169 = load i64, ptr %.117, align 8
  %.170 = icmp sgt i64 %.169, 0
  br i1 %.170, label %B392.if, label %B590
B508:
  %.303 = load i64, ptr %.251, align 8
  %.304 = icmp sgt i64 %.303, 0
  br i1 %.304, label %B508.if, label %B392
B590:
  %.374 = add nsw i64 %.34, %.72
  %.378 = sub nsw i64 %.374, %.38
  %.382 = inttoptr i64 %.10 to ptr
  store i64 %.378, ptr %.382, align 8
  %.389 = inttoptr i64 %arg.e to ptr
  %.390 = getelementptr i8, ptr %.389, i64 96
  store i64 %.72, ptr %.390, align 8
  %.394 = icmp eq i64 %.72, %.21
  br i1 %.394, label %B702, label %B760
common.ret:
  %common.ret.op = phi i32 [ 0, %B702 ], [ 0, %B760 ], [ %.62, %B0.if ]
  ret i32 %common.ret.op
B702:
  %.401 = inttoptr i64 %arg.e to ptr
  %.402 = getelementptr i8, ptr %.401, i64 96
  store i64 0, ptr %.402, align 8
  store i64 0, ptr %retptr, align 8
  br label %common.ret
B760:
  store i64 2, ptr %retptr, align 8
  br label %common.ret
B0.if:
  %.70 = icmp sgt i32 %.62, 0
  %.63 = load ptr, ptr %excinfo.1, align 8
  %.71 = select i1 %.70, ptr %.63, ptr undef
  store ptr %.71, ptr %excinfo, align 8
  br label %common.ret
B0.endif:
  %.88 = inttoptr i64 %arg.e to ptr
  %.89 = getelementptr i8, ptr %.88, i64 72
  %.90 = load i64, ptr %.89, align 8
  store i64 0, ptr %.114, align 8
  %.128 = icmp slt i64 %.90, 1
  %..90 = select i1 %.128, i64 0, i64 %.90
  store i64 %..90, ptr %.117, align 8
  br label %B392
B392.if:
  %.176 = load i64, ptr %.114, align 8
  %.179 = add nsw i64 %.169, -1
  store i64 %.179, ptr %.117, align 8
  %.183 = add i64 %.176, 1
  store i64 %.183, ptr %.114, align 8
  %.210 = inttoptr i64 %.10 to ptr
  %0 = getelementptr i64, ptr %.210, i64 %.176
  %.211 = getelementptr i8, ptr %0, i64 32
  %.212 = load i64, ptr %.211, align 8
  %.214 = inttoptr i64 %.14 to ptr
  %.215 = getelementptr i64, ptr %.214, i64 %.176
  %.216 = load i64, ptr %.215, align 8
  store i64 %.38, ptr %.248, align 8
  %.261 = sub i64 %.72, %.38
  %.262 = icmp slt i64 %.261, 1
  %..261 = select i1 %.262, i64 0, i64 %.261
  store i64 %..261, ptr %.251, align 8
  br label %B508
B508.if:
  %.310 = load i64, ptr %.248, align 8
  %.313 = add nsw i64 %.303, -1
  store i64 %.313, ptr %.251, align 8
  %.317 = add i64 %.310, 1
  store i64 %.317, ptr %.248, align 8
  %.343 = add nsw i64 %.34, %.310
  %.345 = sub nsw i64 %.343, %.38
  %.347 = inttoptr i64 %.216 to ptr
  %.348 = getelementptr i32, ptr %.347, i64 %.310
  %.349 = load i32, ptr %.348, align 4
  %.352 = inttoptr i64 %.212 to ptr
  %.353 = getelementptr i32, ptr %.352, i64 %.345
  store i32 %.349, ptr %.353, align 4
  br label %B508
}
define internal i32 @filtered(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.o) {
entry:
  %.67 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.111 = alloca i64, align 8
  store i64 0, ptr %.111, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.166 = alloca i64, align 8
  store i64 0, ptr %.166, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.210 = alloca i64, align 8
  store i64 0, ptr %.210, align 8
  %excinfo.4 = alloca ptr, align 8
  store ptr null, ptr %excinfo.4, align 8
  %.250 = alloca i64, align 8
  store i64 0, ptr %.250, align 8
  %excinfo.5 = alloca ptr, align 8
  store ptr null, ptr %excinfo.5, align 8
  %.290 = alloca i64, align 8
  store i64 0, ptr %.290, align 8
  %excinfo.6 = alloca ptr, align 8
  store ptr null, ptr %excinfo.6, align 8
  %.330 = alloca i64, align 8
  store i64 0, ptr %.330, align 8
  %excinfo.7 = alloca ptr, align 8
  store ptr null, ptr %excinfo.7, align 8
  %.365 = alloca i64, align 8
  store i64 0, ptr %.365, align 8
  %excinfo.8 = alloca ptr, align 8
  store ptr null, ptr %excinfo.8, align 8
  %.399 = alloca ptr, align 8
  %excinfo.9 = alloca ptr, align 8
  store ptr null, ptr %excinfo.9, align 8
  %.8 = inttoptr i64 %arg.o to ptr
  %.10 = load i64, ptr %.8, align 8
  %.12 = inttoptr i64 %arg.o to ptr
  %.13 = getelementptr i8, ptr %.12, i64 8
  %.14 = load i64, ptr %.13, align 8
  %.15 = inttoptr i64 %.14 to ptr
  %.17 = load i64, ptr %.15, align 8
  %.19 = inttoptr i64 %arg.o to ptr
  %.20 = getelementptr i8, ptr %.19, i64 176
  %.21 = load i64, ptr %.20, align 8
  switch i64 %.10, label %B976 [
    i64 3, label %B182
    i64 2, label %B766
    i64 4, label %B824
    i64 5, label %B882
    i64 6, label %B940
  ]
B182:
  %.37 = inttoptr i64 %arg.o to ptr
  %.38 = getelementptr i8, ptr %.37, i64 40
  %.39 = load i64, ptr %.38, align 8
  %.41 = inttoptr i64 %arg.o to ptr
  %.42 = getelementptr i8, ptr %.41, i64 64
  %.43 = load i64, ptr %.42, align 8
  %.51 = inttoptr i64 %arg.o to ptr
  %.52 = getelementptr i8, ptr %.51, i64 72
  %.53 = load i64, ptr %.52, align 8
  %.54 = icmp slt i64 %.53, 3
  br i1 %.54, label %B316, label %B546
B316:
  %.58 = inttoptr i64 %.39 to ptr
  %.60 = load i64, ptr %.58, align 8
  %.62 = inttoptr i64 %.39 to ptr
  %.63 = getelementptr i8, ptr %.62, i64 8
  %.64 = load i64, ptr %.63, align 8
  store ptr null, ptr %.67, align 8
  %.71 = call i32 @ask_pairs(ptr nonnull %.67, i64 %.43, i64 %.60, i64 %.64, i64 %.17)
  switch i32 %.71, label %B316.if [
    i32 -2, label %B316.endif
    i32 0, label %B316.endif
  ], !prof !0
B546:
  %.147 = inttoptr i64 %arg.o to ptr
  %.148 = getelementptr i8, ptr %.147, i64 24
  %.149 = load i64, ptr %.148, align 8
  %.151 = inttoptr i64 %arg.o to ptr
  %.152 = getelementptr i8, ptr %.151, i64 72
  %.153 = load i64, ptr %.152, align 8
  %.155 = inttoptr i64 %arg.o to ptr
  %.156 = getelementptr i8, ptr %.155, i64 48
  %.157 = load i64, ptr %.156, align 8
  %.159 = inttoptr i64 %arg.o to ptr
  %.160 = getelementptr i8, ptr %.159, i64 80
  %.161 = load i64, ptr %.160, align 8
  %.170 = call i32 @has_rows(ptr nonnull %.166, ptr nonnull %excinfo.3, i64 %.43, i64 %.149, i64 %.39, i64 %.153, i64 %.157, i64 %.17, i64 %.161, i64 %.21)
  switch i32 %.170, label %B546.if [
    i32 -2, label %B1010
    i32 0, label %B1010
  ], !prof !0
B766:
  %.214 = call i32 @absent(ptr nonnull %.210, ptr nonnull %excinfo.4, i64 %arg.o, i64 %.17, i64 %.21)
  switch i32 %.214, label %B766.if [
    i32 -2, label %B1010
    i32 0, label %B1010
  ], !prof !0
B824:
  %.254 = call i32 @compared(ptr nonnull %.250, ptr nonnull %excinfo.5, i64 %arg.o, i64 %.17, i64 %.21)
  switch i32 %.254, label %B824.if [
    i32 -2, label %B1010
    i32 0, label %B1010
  ], !prof !0
B882:
  %.294 = call i32 @known(ptr nonnull %.290, i64 %arg.o, i64 %.17, i64 %.21)
  switch i32 %.294, label %B882.if [
    i32 -2, label %B1010
    i32 0, label %B1010
  ], !prof !0
B940:
  %.334 = call i32 @valued(ptr nonnull %.330, ptr nonnull %excinfo.7, i64 %arg.o, i64 %.17, i64 %.21)
  switch i32 %.334, label %B940.if [
    i32 -2, label %B1010
    i32 0, label %B1010
  ], !prof !0
B976:
  %.369 = call i32 @parted(ptr nonnull %.365, i64 %arg.o, i64 %.17, i64 %.21)
  switch i32 %.369, label %B976.if [
    i32 -2, label %B1010
    i32 0, label %B1010
  ], !prof !0
B1010:
  %n.7.0.in = phi ptr [ %.330, %B940 ], [ %.111, %B316.endif ], [ %.166, %B546 ], [ %.210, %B766 ], [ %.250, %B824 ], [ %.290, %B882 ], [ %.365, %B976 ], [ %.166, %B546 ], [ %.210, %B766 ], [ %.250, %B824 ], [ %.290, %B882 ], [ %.330, %B940 ], [ %.365, %B976 ], [ %.111, %B316.endif ]
  %n.7.0 = load i64, ptr %n.7.0.in, align 8
  store ptr null, ptr %.399, align 8
  %.403 = call i32 @compact(ptr nonnull %.399, ptr nonnull %excinfo.9, i64 %arg.o, i64 %n.7.0)
  switch i32 %.403, label %B1010.if [
    i32 -2, label %B1010.endif
    i32 0, label %B1010.endif
  ], !prof !0
B316.if:
  %.79 = icmp sgt i32 %.71, 0
  %.72 = load ptr, ptr %excinfo.1, align 8
  %.80 = select i1 %.79, ptr %.72, ptr undef
  store ptr %.80, ptr %excinfo, align 8
  br label %common.ret
B316.endif:
  %.95 = inttoptr i64 %.39 to ptr
  %.97 = load i64, ptr %.95, align 8
  %.99 = inttoptr i64 %.39 to ptr
  %.100 = getelementptr i8, ptr %.99, i64 8
  %.101 = load i64, ptr %.100, align 8
  %.105 = inttoptr i64 %arg.o to ptr
  %.106 = getelementptr i8, ptr %.105, i64 80
  %.107 = load i64, ptr %.106, align 8
  store i64 0, ptr %.111, align 8
  %.115 = call i32 @has_pairs(ptr nonnull %.111, ptr nonnull %excinfo.2, i64 %.43, i64 %.97, i64 %.101, i64 %.17, i64 %.107, i64 %.21)
  switch i32 %.115, label %B316.endif.if [
    i32 -2, label %B1010
    i32 0, label %B1010
  ], !prof !0
common.ret:
  %common.ret.op = phi i32 [ %.71, %B316.if ], [ %.115, %B316.endif.if ], [ %.170, %B546.if ], [ %.214, %B766.if ], [ %.254, %B824.if ], [ %.294, %B882.if ], [ %.334, %B940.if ], [ %.369, %B976.if ], [ 0, %B1010.endif ], [ %.403, %B1010.if ]
  ret i32 %common.ret.op
B316.endif.if:
  %.123 = icmp sgt i32 %.115, 0
  %.116 = load ptr, ptr %excinfo.2, align 8
  %.124 = select i1 %.123, ptr %.116, ptr undef
  store ptr %.124, ptr %excinfo, align 8
  br label %common.ret
B546.if:
  %.178 = icmp sgt i32 %.170, 0
  %.171 = load ptr, ptr %excinfo.3, align 8
  %.179 = select i1 %.178, ptr %.171, ptr undef
  store ptr %.179, ptr %excinfo, align 8
  br label %common.ret
B766.if:
  %.222 = icmp sgt i32 %.214, 0
  %.215 = load ptr, ptr %excinfo.4, align 8
  %.223 = select i1 %.222, ptr %.215, ptr undef
  store ptr %.223, ptr %excinfo, align 8
  br label %common.ret
B824.if:
  %.262 = icmp sgt i32 %.254, 0
  %.255 = load ptr, ptr %excinfo.5, align 8
  %.263 = select i1 %.262, ptr %.255, ptr undef
  store ptr %.263, ptr %excinfo, align 8
  br label %common.ret
B882.if:
  %.302 = icmp sgt i32 %.294, 0
  %.295 = load ptr, ptr %excinfo.6, align 8
  %.303 = select i1 %.302, ptr %.295, ptr undef
  store ptr %.303, ptr %excinfo, align 8
  br label %common.ret
B940.if:
  %.342 = icmp sgt i32 %.334, 0
  %.335 = load ptr, ptr %excinfo.7, align 8
  %.343 = select i1 %.342, ptr %.335, ptr undef
  store ptr %.343, ptr %excinfo, align 8
  br label %common.ret
B976.if:
  %.377 = icmp sgt i32 %.369, 0
  %.370 = load ptr, ptr %excinfo.8, align 8
  %.378 = select i1 %.377, ptr %.370, ptr undef
  store ptr %.378, ptr %excinfo, align 8
  br label %common.ret
B1010.if:
  %.411 = icmp sgt i32 %.403, 0
  %.404 = load ptr, ptr %excinfo.9, align 8
  %.412 = select i1 %.411, ptr %.404, ptr undef
  store ptr %.412, ptr %excinfo, align 8
  br label %common.ret
B1010.endif:
  %.426 = icmp sgt i64 %n.7.0, 0
  %.429 = zext i1 %.426 to i8
  store i8 %.429, ptr %retptr, align 1
  br label %common.ret
}
define internal i32 @ask_pairs(ptr noalias %retptr, i64 %arg.s, i64 %arg.xs, i64 %arg.ys, i64 %arg.to) {
entry:
  %.87 = alloca i64, align 8
  %.90 = alloca i64, align 8
  %.273 = alloca i64, align 8
  %.276 = alloca i64, align 8
  %.442 = alloca i64, align 8
  %.445 = alloca i64, align 8
  %.20 = inttoptr i64 %arg.s to ptr
  %.21 = getelementptr i8, ptr %.20, i64 8
  %.22 = load i64, ptr %.21, align 8
  %.24 = inttoptr i64 %arg.s to ptr
  %.25 = getelementptr i8, ptr %.24, i64 16
  %.26 = load i64, ptr %.25, align 8
  %.28 = inttoptr i64 %arg.s to ptr
  %.29 = getelementptr i8, ptr %.28, i64 24
  %.30 = load i64, ptr %.29, align 8
  %.41 = inttoptr i64 %arg.s to ptr
  %.43 = load i64, ptr %.41, align 8
  %.44 = icmp eq i64 %.43, 1
  br i1 %.44, label %B190, label %B418
B190:
  %.49 = inttoptr i64 %arg.s to ptr
  %.50 = getelementptr i8, ptr %.49, i64 40
  %.51 = load i64, ptr %.50, align 8
  %.55 = mul nsw i64 %.26, %.51
  %.56 = icmp sgt i64 %.55, 65536
  br i1 %.56, label %B256, label %B410
B256:
  store i64 0, ptr %.87, align 8
  %.101 = icmp slt i64 %arg.to, 1
  %.arg.to = select i1 %.101, i64 0, i64 %arg.to
  store i64 %.arg.to, ptr %.90, align 8
  br label %B288
B288:
  %.144 = load i64, ptr %.90, align 8
  %.145 = icmp sgt i64 %.144, 0
  br i1 %.145, label %B288.if, label %B414
common.ret:
  ret i32 0
B410:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B414:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B418:
  %.232 = icmp sgt i64 %.26, 65536
  br i1 %.232, label %B440, label %B692
B440:
  %.235 = inttoptr i64 %arg.s to ptr
  %.237 = load i64, ptr %.235, align 8
  %.240 = icmp eq i64 %.237, 4
  br i1 %.240, label %B500, label %B692
B500:
  store i64 0, ptr %.273, align 8
  %.287 = icmp slt i64 %arg.to, 1
  %.arg.to162 = select i1 %.287, i64 0, i64 %arg.to
  store i64 %.arg.to162, ptr %.276, align 8
  br label %B532
B532:
  %.328 = load i64, ptr %.276, align 8
  %.329 = icmp sgt i64 %.328, 0
  br i1 %.329, label %B532.if, label %B688
B688:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B692:
  %.409 = icmp sgt i64 %.26, 65536
  br i1 %.409, label %B714, label %B902
B714:
  store i64 0, ptr %.442, align 8
  %.456 = icmp slt i64 %arg.to, 1
  %.arg.to163 = select i1 %.456, i64 0, i64 %arg.to
  store i64 %.arg.to163, ptr %.445, align 8
  br label %B746
B746:
  %.497 = load i64, ptr %.445, align 8
  %.498 = icmp sgt i64 %.497, 0
  br i1 %.498, label %B746.if, label %B906
B902:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B906:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B288.if:
  %.151 = load i64, ptr %.87, align 8
  %.154 = add nsw i64 %.144, -1
  store i64 %.154, ptr %.90, align 8
  %.158 = add i64 %.151, 1
  store i64 %.158, ptr %.87, align 8
  %.184 = inttoptr i64 %arg.xs to ptr
  %.185 = getelementptr i32, ptr %.184, i64 %.151
  %.186 = load i32, ptr %.185, align 4
  %.187 = sext i32 %.186 to i64
  %.189 = mul nsw i64 %.26, %.187
  %.191 = inttoptr i64 %arg.ys to ptr
  %.192 = getelementptr i32, ptr %.191, i64 %.151
  %.193 = load i32, ptr %.192, align 4
  %0 = ashr i32 %.193, 6
  %.195 = sext i32 %0 to i64
  %.196 = add nsw i64 %.189, %.195
  %.197 = shl nsw i64 %.196, 3
  %.199 = add nsw i64 %.22, %.197
  %.200 = inttoptr i64 %.199 to ptr
  call void @llvm.prefetch.p0(ptr %.200, i32 0, i32 3, i32 1)
  br label %B288
B532.if:
  %.335 = load i64, ptr %.273, align 8
  %.338 = add nsw i64 %.328, -1
  store i64 %.338, ptr %.276, align 8
  %.342 = add i64 %.335, 1
  store i64 %.342, ptr %.273, align 8
  %.368 = inttoptr i64 %arg.xs to ptr
  %.369 = getelementptr i32, ptr %.368, i64 %.335
  %.370 = load i32, ptr %.369, align 4
  %.371 = sext i32 %.370 to i64
  %.372 = shl nsw i64 %.371, 32
  %.374 = inttoptr i64 %arg.ys to ptr
  %.375 = getelementptr i32, ptr %.374, i64 %.335
  %.376 = load i32, ptr %.375, align 4
  %.377 = sext i32 %.376 to i64
  %.378 = or i64 %.372, %.377
  %.381 = add nuw nsw i64 %.26, 1
  %1 = mul i64 %.378, -7046029254386353131
  %.382 = add i64 %1, -7046029254386353131
  %.383 = lshr i64 %.382, 32
  %.384 = mul i64 %.383, %.381
  %2 = lshr i64 %.384, 29
  %.386 = and i64 %2, 34359738360
  %.388 = add nsw i64 %.22, %.386
  %.389 = inttoptr i64 %.388 to ptr
  call void @llvm.prefetch.p0(ptr %.389, i32 0, i32 3, i32 1)
  br label %B532
B746.if:
  %.504 = load i64, ptr %.442, align 8
  %.507 = add nsw i64 %.497, -1
  store i64 %.507, ptr %.445, align 8
  %.511 = add i64 %.504, 1
  store i64 %.511, ptr %.442, align 8
  %.537 = inttoptr i64 %arg.xs to ptr
  %.538 = getelementptr i32, ptr %.537, i64 %.504
  %.539 = load i32, ptr %.538, align 4
  %.540 = sext i32 %.539 to i64
  %.541 = shl nsw i64 %.540, 32
  %.543 = inttoptr i64 %arg.ys to ptr
  %.544 = getelementptr i32, ptr %.543, i64 %.504
  %.545 = load i32, ptr %.544, align 4
  %3 = ashr i32 %.545, 6
  %.547 = sext i32 %3 to i64
  %.548 = or i64 %.541, %.547
  %4 = mul i64 %.548, -7046029254386353131
  %.551 = add i64 %4, -7046029254386353131
  %.552 = lshr i64 %.551, %.30
  %.553 = shl nsw i64 %.552, 4
  %.555 = add nsw i64 %.22, %.553
  %.556 = inttoptr i64 %.555 to ptr
  call void @llvm.prefetch.p0(ptr %.556, i32 0, i32 3, i32 1)
  br label %B746
}
define internal i32 @has_rows(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.s, i64 %arg.table, i64 %arg.columns, i64 %arg.width, i64 %arg.hashes, i64 %arg.count, i64 %arg.wanted, i64 %arg.kept) {
entry:
  %.33 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.62 = alloca ptr, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.109 = alloca i64, align 8
  %.112 = alloca i64, align 8
  %.218 = alloca i64, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  store ptr null, ptr %.33, align 8
  %.37 = call i32 @hash_columns(ptr nonnull %.33, ptr nonnull %excinfo.1, i64 %arg.columns, i64 %arg.width, i64 %arg.count, i64 %arg.hashes)
  switch i32 %.37, label %B0.if [
    i32 -2, label %B0.endif
    i32 0, label %B0.endif
  ], !prof !0
B110:
  %n.2.0 = phi i64 [ 0, %B0.endif.endif ], [ %.249, %B112.endif ]
  %.164 = load i64, ptr %.112, align 8
  %.165 = icmp sgt i64 %.164, 0
  br i1 %.165, label %B110.if, label %B248
common.ret:
  %common.ret.op = phi i32 [ 0, %B248 ], [ %.37, %B0.if ], [ %.66, %B0.endif.if ], [ %.222, %B112.if ]
  ret i32 %common.ret.op
B248:
  store i64 %n.2.0, ptr %retptr, align 8
  br label %common.ret
B0.if:
  %.45 = icmp sgt i32 %.37, 0
  %.38 = load ptr, ptr %excinfo.1, align 8
  %.46 = select i1 %.45, ptr %.38, ptr undef
  store ptr %.46, ptr %excinfo, align 8
  br label %common.ret
B0.endif:
  store ptr null, ptr %.62, align 8
  %.66 = call i32 @ask_rows(ptr nonnull %.62, i64 %arg.s, i64 %arg.hashes, i64 %arg.count)
  switch i32 %.66, label %B0.endif.if [
    i32 -2, label %B0.endif.endif
    i32 0, label %B0.endif.endif
  ], !prof !0
B0.endif.if:
  %.74 = icmp sgt i32 %.66, 0
  %.67 = load ptr, ptr %excinfo.2, align 8
  %.75 = select i1 %.74, ptr %.67, ptr undef
  store ptr %.75, ptr %excinfo, align 8
  br label %common.ret
B0.endif.endif:
  store i64 0, ptr %.109, align 8
  %.123 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.123, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.112, align 8
  br label %B110
B110.if:
  %.171 = load i64, ptr %.109, align 8
  %.174 = add nsw i64 %.164, -1
  store i64 %.174, ptr %.112, align 8
  %.178 = add i64 %.171, 1
  store i64 %.178, ptr %.109, align 8
  %.205 = inttoptr i64 %arg.kept to ptr
  %.206 = getelementptr i32, ptr %.205, i64 %n.2.0
  %.207 = trunc i64 %.171 to i32
  store i32 %.207, ptr %.206, align 4
  %.211 = inttoptr i64 %arg.hashes to ptr
  %.212 = getelementptr i64, ptr %.211, i64 %.171
  %.213 = load i64, ptr %.212, align 8
  store i64 0, ptr %.218, align 8
  %.222 = call i32 @find_row(ptr nonnull %.218, ptr nonnull %excinfo.3, i64 %arg.s, i64 %arg.table, i64 %arg.columns, i64 %arg.width, i64 %.171, i64 %.213)
  switch i32 %.222, label %B112.if [
    i32 -2, label %B112.endif
    i32 0, label %B112.endif
  ], !prof !0
B112.if:
  %.230 = icmp sgt i32 %.222, 0
  %.223 = load ptr, ptr %excinfo.3, align 8
  %.231 = select i1 %.230, ptr %.223, ptr undef
  store ptr %.231, ptr %excinfo, align 8
  br label %common.ret
B112.endif:
  %.232 = load i64, ptr %.218, align 8
  %.242 = icmp sgt i64 %.232, -1
  %0 = icmp eq i64 %arg.wanted, 0
  %.245 = xor i1 %.242, %0
  %.248 = zext i1 %.245 to i64
  %.249 = add nuw nsw i64 %n.2.0, %.248
  br label %B110
}
define internal i32 @absent(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.o, i64 %arg.count, i64 %arg.kept) {
entry:
  %.26 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.84 = alloca i64, align 8
  %.87 = alloca i64, align 8
  %.9 = inttoptr i64 %arg.o to ptr
  %.10 = getelementptr i8, ptr %.9, i64 32
  %.11 = load i64, ptr %.10, align 8
  %.12 = inttoptr i64 %arg.o to ptr
  %.13 = getelementptr i8, ptr %.12, i64 184
  %.14 = load i64, ptr %.13, align 8
  %.19 = inttoptr i64 %arg.o to ptr
  %.20 = getelementptr i8, ptr %.19, i64 40
  %.21 = load i64, ptr %.20, align 8
  %.22 = inttoptr i64 %arg.o to ptr
  %.23 = getelementptr i8, ptr %.22, i64 48
  %.24 = load i64, ptr %.23, align 8
  store ptr null, ptr %.26, align 8
  %.30 = call i32 @find_groups(ptr nonnull %.26, ptr nonnull %excinfo.1, i64 %.11, i64 %.21, i64 %arg.count, i64 %.24, i64 %.14)
  switch i32 %.30, label %B0.if [
    i32 -2, label %B0.endif
    i32 0, label %B0.endif
  ], !prof !0
B278:
  %n.2.0 = phi i64 [ 0, %B0.endif ], [ %.229, %B434 ]
  %.139 = load i64, ptr %.87, align 8
  %.140 = icmp sgt i64 %.139, 0
  br i1 %.140, label %B278.if, label %B442
B362:
  %.182 = zext nneg i32 %.181 to i64
  %.206 = inttoptr i64 %.54 to ptr
  %.207 = getelementptr i32, ptr %.206, i64 %.182
  %.208 = load i32, ptr %.207, align 4
  %.215 = inttoptr i64 %.54 to ptr
  %0 = getelementptr i32, ptr %.215, i64 %.182
  %.216 = getelementptr i8, ptr %0, i64 4
  %.217 = load i32, ptr %.216, align 4
  %.219 = icmp eq i32 %.208, %.217
  %1 = zext i1 %.219 to i64
  br label %B434
B434:
  %"$phi434.2.2.1" = phi i64 [ 1, %B278.if ], [ %1, %B362 ]
  %.229 = add nuw nsw i64 %n.2.0, %"$phi434.2.2.1"
  br label %B278
common.ret:
  %common.ret.op = phi i32 [ 0, %B442 ], [ %.30, %B0.if ]
  ret i32 %common.ret.op
B442:
  store i64 %n.2.0, ptr %retptr, align 8
  br label %common.ret
B0.if:
  %.38 = icmp sgt i32 %.30, 0
  %.31 = load ptr, ptr %excinfo.1, align 8
  %.39 = select i1 %.38, ptr %.31, ptr undef
  store ptr %.39, ptr %excinfo, align 8
  br label %common.ret
B0.endif:
  %.52 = inttoptr i64 %.11 to ptr
  %.53 = getelementptr i8, ptr %.52, i64 16
  %.54 = load i64, ptr %.53, align 8
  store i64 0, ptr %.84, align 8
  %.98 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.98, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.87, align 8
  br label %B278
B278.if:
  %.146 = load i64, ptr %.84, align 8
  %.149 = add nsw i64 %.139, -1
  store i64 %.149, ptr %.87, align 8
  %.153 = add i64 %.146, 1
  store i64 %.153, ptr %.84, align 8
  %.179 = inttoptr i64 %.14 to ptr
  %.180 = getelementptr i32, ptr %.179, i64 %.146
  %.181 = load i32, ptr %.180, align 4
  %.188 = inttoptr i64 %arg.kept to ptr
  %.189 = getelementptr i32, ptr %.188, i64 %n.2.0
  %.190 = trunc i64 %.146 to i32
  store i32 %.190, ptr %.189, align 4
  %.193 = icmp slt i32 %.181, 0
  br i1 %.193, label %B434, label %B362
}
define internal i32 @compared(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.o, i64 %arg.count, i64 %arg.kept) {
entry:
  %.73 = alloca i64, align 8
  %.76 = alloca i64, align 8
  %.408 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.9 = inttoptr i64 %arg.o to ptr
  %.10 = getelementptr i8, ptr %.9, i64 72
  %.11 = load i64, ptr %.10, align 8
  %.12 = inttoptr i64 %arg.o to ptr
  %.13 = getelementptr i8, ptr %.12, i64 80
  %.14 = load i64, ptr %.13, align 8
  %.15 = inttoptr i64 %arg.o to ptr
  %.16 = getelementptr i8, ptr %.15, i64 64
  %.17 = load i64, ptr %.16, align 8
  %.27 = inttoptr i64 %arg.o to ptr
  %.28 = getelementptr i8, ptr %.27, i64 88
  %.29 = load i64, ptr %.28, align 8
  %.34 = inttoptr i64 %.29 to ptr
  %.36 = load i64, ptr %.34, align 8
  %.38 = inttoptr i64 %.29 to ptr
  %.39 = getelementptr i8, ptr %.38, i64 8
  %.40 = load i64, ptr %.39, align 8
  store i64 0, ptr %.73, align 8
  %.87 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.87, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.76, align 8
  br label %B290
B290:
  %n.2.0 = phi i64 [ 0, %entry ], [ %.513, %B820 ]
  %.131 = load i64, ptr %.76, align 8
  %.132 = icmp sgt i64 %.131, 0
  br i1 %.132, label %B292.if, label %B868
B518:
  %.249.not = icmp eq i8 %.195, %.201
  br i1 %.249.not, label %B544, label %B530
B530:
  %.264 = icmp eq i64 %.17, 1
  br label %B820
B544:
  switch i64 %.17, label %B644 [
    i64 0, label %B556
    i64 1, label %B606
  ]
B556:
  %.272 = icmp eq i8 %.195, 4
  %.282 = icmp eq i64 %.213, %.218
  %.297 = icmp eq i32 %.177, %.183
  %"$phi590.1.2.1" = select i1 %.272, i1 %.282, i1 %.297
  br label %B820
B606:
  %.315 = icmp eq i8 %.195, 4
  %.325 = icmp ne i64 %.213, %.218
  %.340 = icmp ne i32 %.177, %.183
  %"$phi640.1.2.1" = select i1 %.315, i1 %.325, i1 %.340
  br label %B820
B644:
  %.364 = icmp eq i64 %.213, %.218
  %.374 = icmp ne i32 %.177, %.183
  %or.cond167 = and i1 %.364, %.374
  br i1 %or.cond167, label %B668, label %B730
B668:
  switch i8 %.195, label %B730 [
    i8 2, label %B692
    i8 3, label %B692
  ]
B692:
  store i64 0, ptr %.408, align 8
  %.412 = call i32 @after(ptr nonnull %.408, ptr nonnull %excinfo.1, i64 %.29, i64 %.178, i64 %.184)
  %.422 = load i64, ptr %.408, align 8
  switch i32 %.412, label %B692.if [
    i32 -2, label %B730
    i32 0, label %B730
  ], !prof !0
B730:
  %y.2.2 = phi i64 [ %.218, %B644 ], [ %.218, %B668 ], [ 0, %B692 ], [ 0, %B692 ]
  %x.2.2 = phi i64 [ %.213, %B644 ], [ %.213, %B668 ], [ %.422, %B692 ], [ %.422, %B692 ]
  switch i64 %.17, label %B808 [
    i64 2, label %B742
    i64 3, label %B768
    i64 4, label %B794
  ]
B742:
  %.456 = icmp slt i64 %x.2.2, %y.2.2
  br label %B820
B768:
  %.469 = icmp sle i64 %x.2.2, %y.2.2
  br label %B820
B794:
  %.482 = icmp sgt i64 %x.2.2, %y.2.2
  br label %B820
B808:
  %.492 = icmp sge i64 %x.2.2, %y.2.2
  br label %B820
B820:
  %holds.8.1 = phi i1 [ %.492, %B808 ], [ %.264, %B530 ], [ %"$phi590.1.2.1", %B556 ], [ %"$phi640.1.2.1", %B606 ], [ %.456, %B742 ], [ %.469, %B768 ], [ %.482, %B794 ], [ false, %B292.if ]
  %.503 = inttoptr i64 %arg.kept to ptr
  %.504 = getelementptr i32, ptr %.503, i64 %n.2.0
  %.505 = trunc i64 %.138 to i32
  store i32 %.505, ptr %.504, align 4
  %.512 = zext i1 %holds.8.1 to i64
  %.513 = add nuw nsw i64 %n.2.0, %.512
  br label %B290
common.ret:
  %common.ret.op = phi i32 [ 0, %B868 ], [ %.412, %B692.if ]
  ret i32 %common.ret.op
B868:
  store i64 %n.2.0, ptr %retptr, align 8
  br label %common.ret
B292.if:
  %.138 = load i64, ptr %.73, align 8
  %.141 = add nsw i64 %.131, -1
  store i64 %.141, ptr %.76, align 8
  %.145 = add i64 %.138, 1
  store i64 %.145, ptr %.73, align 8
  %.175 = inttoptr i64 %.11 to ptr
  %.176 = getelementptr i32, ptr %.175, i64 %.138
  %.177 = load i32, ptr %.176, align 4
  %.178 = sext i32 %.177 to i64
  %.181 = inttoptr i64 %.14 to ptr
  %.182 = getelementptr i32, ptr %.181, i64 %.138
  %.183 = load i32, ptr %.182, align 4
  %.184 = sext i32 %.183 to i64
  %.193 = inttoptr i64 %.36 to ptr
  %.194 = getelementptr i8, ptr %.193, i64 %.178
  %.195 = load i8, ptr %.194, align 1
  %.199 = inttoptr i64 %.36 to ptr
  %.200 = getelementptr i8, ptr %.199, i64 %.184
  %.201 = load i8, ptr %.200, align 1
  %.211 = inttoptr i64 %.40 to ptr
  %.212 = getelementptr i64, ptr %.211, i64 %.178
  %.213 = load i64, ptr %.212, align 8
  %.216 = inttoptr i64 %.40 to ptr
  %.217 = getelementptr i64, ptr %.216, i64 %.184
  %.218 = load i64, ptr %.217, align 8
  %.226 = icmp eq i8 %.195, 0
  %.229 = icmp eq i8 %.201, 0
  %or.cond = select i1 %.226, i1 true, i1 %.229
  br i1 %or.cond, label %B820, label %B518
B692.if:
  %.420 = icmp sgt i32 %.412, 0
  %.413 = load ptr, ptr %excinfo.1, align 8
  %.421 = select i1 %.420, ptr %.413, ptr undef
  store ptr %.421, ptr %excinfo, align 8
  br label %common.ret
}
define internal i32 @known(ptr noalias %retptr, i64 %arg.o, i64 %arg.count, i64 %arg.kept) {
entry:
  %.50 = alloca i64, align 8
  %.53 = alloca i64, align 8
  %.9 = inttoptr i64 %arg.o to ptr
  %.10 = getelementptr i8, ptr %.9, i64 72
  %.11 = load i64, ptr %.10, align 8
  %.12 = inttoptr i64 %arg.o to ptr
  %.13 = getelementptr i8, ptr %.12, i64 88
  %.14 = load i64, ptr %.13, align 8
  %.15 = inttoptr i64 %.14 to ptr
  %.17 = load i64, ptr %.15, align 8
  store i64 0, ptr %.50, align 8
  %.64 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.64, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.53, align 8
  br label %B150
B150:
  %n.2.0 = phi i64 [ 0, %entry ], [ %.166, %B150.if ]
  %.107 = load i64, ptr %.53, align 8
  %.108 = icmp sgt i64 %.107, 0
  br i1 %.108, label %B150.if, label %B264
B264:
  store i64 %n.2.0, ptr %retptr, align 8
  ret i32 0
B150.if:
  %.114 = load i64, ptr %.50, align 8
  %.117 = add nsw i64 %.107, -1
  store i64 %.117, ptr %.53, align 8
  %.121 = add i64 %.114, 1
  store i64 %.121, ptr %.50, align 8
  %.148 = inttoptr i64 %arg.kept to ptr
  %.149 = getelementptr i32, ptr %.148, i64 %n.2.0
  %.150 = trunc i64 %.114 to i32
  store i32 %.150, ptr %.149, align 4
  %.153 = inttoptr i64 %.11 to ptr
  %.154 = getelementptr i32, ptr %.153, i64 %.114
  %.155 = load i32, ptr %.154, align 4
  %.156 = sext i32 %.155 to i64
  %.158 = inttoptr i64 %.17 to ptr
  %.159 = getelementptr i8, ptr %.158, i64 %.156
  %.160 = load i8, ptr %.159, align 1
  %.162 = icmp ne i8 %.160, 0
  %.165 = zext i1 %.162 to i64
  %.166 = add nuw nsw i64 %n.2.0, %.165
  br label %B150
}
define internal i32 @valued(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.o, i64 %arg.count, i64 %arg.kept) {
entry:
  %.32 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.118 = alloca i64, align 8
  %.121 = alloca i64, align 8
  %.302 = alloca i64, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.12 = inttoptr i64 %arg.o to ptr
  %.13 = getelementptr i8, ptr %.12, i64 32
  %.14 = load i64, ptr %.13, align 8
  %.16 = inttoptr i64 %arg.o to ptr
  %.17 = getelementptr i8, ptr %.16, i64 184
  %.18 = load i64, ptr %.17, align 8
  %.24 = inttoptr i64 %arg.o to ptr
  %.25 = getelementptr i8, ptr %.24, i64 40
  %.26 = load i64, ptr %.25, align 8
  %.28 = inttoptr i64 %arg.o to ptr
  %.29 = getelementptr i8, ptr %.28, i64 48
  %.30 = load i64, ptr %.29, align 8
  store ptr null, ptr %.32, align 8
  %.36 = call i32 @find_groups(ptr nonnull %.32, ptr nonnull %excinfo.1, i64 %.14, i64 %.26, i64 %arg.count, i64 %.30, i64 %.18)
  switch i32 %.36, label %B0.if [
    i32 -2, label %B0.endif
    i32 0, label %B0.endif
  ], !prof !0
B486:
  %n.3.0 = phi i64 [ 0, %B0.endif ], [ %n.4.1, %B941 ]
  %.173 = load i64, ptr %.121, align 8
  %.174 = icmp sgt i64 %.173, 0
  br i1 %.174, label %B486.if, label %B940
B576:
  %.245 = inttoptr i64 %.60 to ptr
  %.246 = getelementptr i32, ptr %.245, i64 %.220
  %.247 = load i32, ptr %.246, align 4
  %.252 = inttoptr i64 %.60 to ptr
  %0 = getelementptr i32, ptr %.252, i64 %.220
  %.253 = getelementptr i8, ptr %0, i64 4
  %.254 = load i32, ptr %.253, align 4
  %.256 = icmp slt i32 %.247, %.254
  br i1 %.256, label %B650, label %B750
B650:
  %.262 = inttoptr i64 %.60 to ptr
  %.263 = getelementptr i32, ptr %.262, i64 %.220
  %.264 = load i32, ptr %.263, align 4
  %.265 = sext i32 %.264 to i64
  %.273.not = icmp eq i64 %.63, 0
  br i1 %.273.not, label %B734, label %B700
B700:
  %.284 = inttoptr i64 %.63 to ptr
  %.285 = getelementptr i32, ptr %.284, i64 %.265
  %.286 = load i32, ptr %.285, align 4
  %.287 = sext i32 %.286 to i64
  br label %B734
B734:
  %"$phi734.4.2.1" = phi i64 [ %.287, %B700 ], [ %.265, %B650 ]
  store i64 0, ptr %.302, align 8
  %.306 = call i32 @item(ptr nonnull %.302, i64 %.81, i64 %"$phi734.4.2.1")
  %.316 = load i64, ptr %.302, align 8
  switch i32 %.306, label %B734.if [
    i32 -2, label %B750
    i32 0, label %B750
  ], !prof !0
B750:
  %value.2.1 = phi i64 [ %.227, %B486.if ], [ %.227, %B576 ], [ %.316, %B734 ], [ %.316, %B734 ]
  %.342 = inttoptr i64 %arg.kept to ptr
  %.343 = getelementptr i32, ptr %.342, i64 %n.3.0
  %.344 = trunc i64 %.180 to i32
  store i32 %.344, ptr %.343, align 4
  %.347 = inttoptr i64 %arg.o to ptr
  %.348 = getelementptr i8, ptr %.347, i64 88
  %.349 = load i64, ptr %.348, align 8
  %.350.not = icmp eq i64 %.349, 0
  br i1 %.350.not, label %B886, label %B826
B826:
  %.353 = icmp sgt i64 %value.2.1, -1
  br i1 %.353, label %B840, label %B941
B840:
  %.366 = inttoptr i64 %.85 to ptr
  %.367 = getelementptr i32, ptr %.366, i64 %.180
  %.368 = load i32, ptr %.367, align 4
  %.369 = sext i32 %.368 to i64
  %.373 = icmp eq i64 %value.2.1, %.369
  %1 = zext i1 %.373 to i64
  br label %B941
B886:
  %.399 = inttoptr i64 %.85 to ptr
  %.400 = getelementptr i32, ptr %.399, i64 %.180
  %.401 = trunc i64 %value.2.1 to i32
  store i32 %.401, ptr %.400, align 4
  %.406 = icmp sgt i64 %value.2.1, -1
  %.411 = zext i1 %.406 to i64
  br label %B941
common.ret:
  %common.ret.op = phi i32 [ 0, %B940 ], [ %.36, %B0.if ], [ %.306, %B734.if ]
  ret i32 %common.ret.op
B940:
  store i64 %n.3.0, ptr %retptr, align 8
  br label %common.ret
B941:
  %"$phi878.2.2.1.pn" = phi i64 [ %.411, %B886 ], [ %1, %B840 ], [ 0, %B826 ]
  %n.4.1 = add nsw i64 %n.3.0, %"$phi878.2.2.1.pn"
  br label %B486
B0.if:
  %.44 = icmp sgt i32 %.36, 0
  %.37 = load ptr, ptr %excinfo.1, align 8
  %.45 = select i1 %.44, ptr %.37, ptr undef
  store ptr %.45, ptr %excinfo, align 8
  br label %common.ret
B0.endif:
  %.58 = inttoptr i64 %.14 to ptr
  %.59 = getelementptr i8, ptr %.58, i64 16
  %.60 = load i64, ptr %.59, align 8
  %.61 = inttoptr i64 %.14 to ptr
  %.62 = getelementptr i8, ptr %.61, i64 24
  %.63 = load i64, ptr %.62, align 8
  %.71 = inttoptr i64 %arg.o to ptr
  %.72 = getelementptr i8, ptr %.71, i64 24
  %.73 = load i64, ptr %.72, align 8
  %.75 = inttoptr i64 %arg.o to ptr
  %.76 = getelementptr i8, ptr %.75, i64 64
  %.77 = load i64, ptr %.76, align 8
  %.79 = inttoptr i64 %.73 to ptr
  %2 = getelementptr i64, ptr %.79, i64 %.77
  %.80 = getelementptr i8, ptr %2, i64 32
  %.81 = load i64, ptr %.80, align 8
  %.83 = inttoptr i64 %arg.o to ptr
  %.84 = getelementptr i8, ptr %.83, i64 80
  %.85 = load i64, ptr %.84, align 8
  store i64 0, ptr %.118, align 8
  %.132 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.132, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.121, align 8
  br label %B486
B486.if:
  %.180 = load i64, ptr %.118, align 8
  %.183 = add nsw i64 %.173, -1
  store i64 %.183, ptr %.121, align 8
  %.187 = add i64 %.180, 1
  store i64 %.187, ptr %.118, align 8
  %.217 = inttoptr i64 %.18 to ptr
  %.218 = getelementptr i32, ptr %.217, i64 %.180
  %.219 = load i32, ptr %.218, align 4
  %.220 = sext i32 %.219 to i64
  %.225 = inttoptr i64 %arg.o to ptr
  %.226 = getelementptr i8, ptr %.225, i64 72
  %.227 = load i64, ptr %.226, align 8
  %.236 = icmp sgt i32 %.219, -1
  br i1 %.236, label %B576, label %B750
B734.if:
  %.314 = icmp sgt i32 %.306, 0
  %.307 = load ptr, ptr %excinfo.2, align 8
  %.315 = select i1 %.314, ptr %.307, ptr undef
  store ptr %.315, ptr %excinfo, align 8
  br label %common.ret
}
define internal i32 @parted(ptr noalias %retptr, i64 %arg.o, i64 %arg.count, i64 %arg.kept) {
entry:
  %.83 = alloca i64, align 8
  %.86 = alloca i64, align 8
  %.9 = inttoptr i64 %arg.o to ptr
  %.10 = getelementptr i8, ptr %.9, i64 64
  %.11 = load i64, ptr %.10, align 8
  %.12 = inttoptr i64 %arg.o to ptr
  %.13 = getelementptr i8, ptr %.12, i64 72
  %.14 = load i64, ptr %.13, align 8
  %.15 = inttoptr i64 %arg.o to ptr
  %.16 = getelementptr i8, ptr %.15, i64 80
  %.17 = load i64, ptr %.16, align 8
  %.18 = inttoptr i64 %arg.o to ptr
  %.19 = getelementptr i8, ptr %.18, i64 88
  %.20 = load i64, ptr %.19, align 8
  store i64 0, ptr %.83, align 8
  %.97 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.97, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.86, align 8
  br label %B212
B212:
  %n.2.0 = phi i64 [ 0, %entry ], [ %.202, %B212.if ]
  %.140 = load i64, ptr %.86, align 8
  %.141 = icmp sgt i64 %.140, 0
  br i1 %.141, label %B212.if, label %B344
B344:
  store i64 %n.2.0, ptr %retptr, align 8
  ret i32 0
B212.if:
  %.147 = load i64, ptr %.83, align 8
  %.150 = add nsw i64 %.140, -1
  store i64 %.150, ptr %.86, align 8
  %.154 = add i64 %.147, 1
  store i64 %.154, ptr %.83, align 8
  %.181 = inttoptr i64 %arg.kept to ptr
  %.182 = getelementptr i32, ptr %.181, i64 %n.2.0
  %.183 = trunc i64 %.147 to i32
  store i32 %.183, ptr %.182, align 4
  %.186 = inttoptr i64 %.11 to ptr
  %.187 = getelementptr i32, ptr %.186, i64 %.147
  %.188 = load i32, ptr %.187, align 4
  %.189 = sext i32 %.188 to i64
  %.191 = ashr i64 %.189, %.14
  %.192 = mul i64 %.191, -7046029254386353131
  %.193 = lshr i64 %.192, 32
  %.195 = mul nsw i64 %.193, %.20
  %.196 = ashr i64 %.195, 32
  %.198 = icmp eq i64 %.196, %.17
  %.201 = zext i1 %.198 to i64
  %.202 = add nuw nsw i64 %n.2.0, %.201
  br label %B212
}
define internal i32 @compact(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.o, i64 %arg.count) {
entry:
  %.67 = alloca i64, align 8
  %.70 = alloca i64, align 8
  %.170 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.11 = inttoptr i64 %arg.o to ptr
  %.12 = getelementptr i8, ptr %.11, i64 8
  %.13 = load i64, ptr %.12, align 8
  %.14 = inttoptr i64 %.13 to ptr
  %.16 = load i64, ptr %.14, align 8
  %.18 = icmp eq i64 %arg.count, %.16
  br i1 %.18, label %B82, label %B86
common.ret:
  %common.ret.op = phi i32 [ 0, %B82 ], [ 0, %B312 ], [ %.174, %B240.if ]
  ret i32 %common.ret.op
B82:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B86:
  %.27 = inttoptr i64 %arg.o to ptr
  %.28 = getelementptr i8, ptr %.27, i64 160
  %.29 = load i64, ptr %.28, align 8
  %.31 = inttoptr i64 %arg.o to ptr
  %.32 = getelementptr i8, ptr %.31, i64 176
  %.33 = load i64, ptr %.32, align 8
  %.41 = inttoptr i64 %arg.o to ptr
  %.42 = getelementptr i8, ptr %.41, i64 168
  %.43 = load i64, ptr %.42, align 8
  store i64 0, ptr %.67, align 8
  %.81 = icmp slt i64 %.43, 1
  %..43 = select i1 %.81, i64 0, i64 %.43
  store i64 %..43, ptr %.70, align 8
  br label %B238
B238:
  %.124 = load i64, ptr %.70, align 8
  %.125 = icmp sgt i64 %.124, 0
  br i1 %.125, label %B238.if, label %B312
B312:
  %.204 = inttoptr i64 %arg.o to ptr
  %.205 = getelementptr i8, ptr %.204, i64 8
  %.206 = load i64, ptr %.205, align 8
  %.210 = inttoptr i64 %.206 to ptr
  store i64 %arg.count, ptr %.210, align 8
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B238.if:
  %.131 = load i64, ptr %.67, align 8
  %.134 = add nsw i64 %.124, -1
  store i64 %.134, ptr %.70, align 8
  %.138 = add i64 %.131, 1
  store i64 %.138, ptr %.67, align 8
  %.164 = inttoptr i64 %.29 to ptr
  %.165 = getelementptr i64, ptr %.164, i64 %.131
  %.166 = load i64, ptr %.165, align 8
  store ptr null, ptr %.170, align 8
  %.174 = call i32 @gather(ptr nonnull %.170, ptr nonnull %excinfo.1, i64 %.166, i64 %.33, i64 %.166, i64 %arg.count)
  switch i32 %.174, label %B240.if [
    i32 -2, label %B238
    i32 0, label %B238
  ], !prof !0
B240.if:
  %.182 = icmp sgt i32 %.174, 0
  %.175 = load ptr, ptr %excinfo.1, align 8
  %.183 = select i1 %.182, ptr %.175, ptr undef
  store ptr %.183, ptr %excinfo, align 8
  br label %common.ret
}
define internal i32 @has_pairs(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.s, i64 %arg.xs, i64 %arg.ys, i64 %arg.count, i64 %arg.wanted, i64 %arg.kept) {
entry:
  %.98 = alloca i64, align 8
  %.101 = alloca i64, align 8
  %.234 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.18 = inttoptr i64 %arg.s to ptr
  %.19 = getelementptr i8, ptr %.18, i64 8
  %.20 = load i64, ptr %.19, align 8
  %.21 = inttoptr i64 %arg.s to ptr
  %.22 = getelementptr i8, ptr %.21, i64 16
  %.23 = load i64, ptr %.22, align 8
  %.24 = inttoptr i64 %arg.s to ptr
  %.25 = getelementptr i8, ptr %.24, i64 24
  %.26 = load i64, ptr %.25, align 8
  %.27 = inttoptr i64 %arg.s to ptr
  %.28 = getelementptr i8, ptr %.27, i64 40
  %.29 = load i64, ptr %.28, align 8
  %.66 = inttoptr i64 %arg.s to ptr
  %.68 = load i64, ptr %.66, align 8
  store i64 0, ptr %.98, align 8
  %.112 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.112, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.101, align 8
  br label %B254
B254:
  %n.2.0 = phi i64 [ 0, %entry ], [ %.468, %B788 ]
  %.156 = load i64, ptr %.101, align 8
  %.157 = icmp sgt i64 %.156, 0
  br i1 %.157, label %B256.if, label %B862
B350:
  %.226 = shl nsw i64 %.203, 32
  %.230 = or i64 %.226, %.209
  %.231 = add nsw i64 %.230, 1
  store i64 0, ptr %.234, align 8
  %.238 = call i32 @find_pair(ptr nonnull %.234, i64 %.20, i64 %.23, i64 %.231)
  switch i32 %.238, label %B350.if [
    i32 -2, label %B350.endif
    i32 0, label %B350.endif
  ], !prof !0
B462:
  %.286 = ashr i64 %.209, 6
  %.288 = icmp slt i64 %.286, %.23
  %.297 = icmp sgt i64 %.29, %.203
  %or.cond = select i1 %.288, i1 %.297, i1 false
  br i1 %or.cond, label %B492, label %B788
B492:
  %.301 = mul nsw i64 %.23, %.203
  %.305 = ashr i64 %.209, 6
  %.308 = inttoptr i64 %.20 to ptr
  %0 = getelementptr i64, ptr %.308, i64 %.301
  %.309 = getelementptr i64, ptr %0, i64 %.305
  %.310 = load i64, ptr %.309, align 8
  br label %B788
B544:
  %.327 = shl nsw i64 %.203, 32
  %.331 = ashr i64 %.209, 6
  %.332 = or i64 %.327, %.331
  %.333 = add nsw i64 %.332, 1
  %.339 = mul i64 %.333, -7046029254386353131
  %.340 = lshr i64 %.339, %.26
  %.351 = inttoptr i64 %.20 to ptr
  %.352.idx = shl i64 %.340, 4
  %.352 = getelementptr i8, ptr %.351, i64 %.352.idx
  %.353 = load i64, ptr %.352, align 8
  %.359.not = icmp eq i64 %.353, %.333
  %.371.not = icmp eq i64 %.353, 0
  %or.cond135 = or i1 %.359.not, %.371.not
  br i1 %or.cond135, label %B744, label %B666
B666:
  %i.3.1 = phi i64 [ %.340, %B544 ], [ %.383, %B666 ]
  %.379 = add nsw i64 %i.3.1, 1
  %.383 = and i64 %.379, %.23
  %.393 = inttoptr i64 %.20 to ptr
  %.394.idx = shl i64 %.383, 4
  %.394 = getelementptr i8, ptr %.393, i64 %.394.idx
  %.395 = load i64, ptr %.394, align 8
  %.401.not = icmp eq i64 %.395, %.333
  %.412.not = icmp eq i64 %.395, 0
  %or.cond136 = or i1 %.401.not, %.412.not
  br i1 %or.cond136, label %B744, label %B666
B744:
  %i.3.2 = phi i64 [ %.340, %B544 ], [ %.383, %B666 ]
  %.439 = inttoptr i64 %.20 to ptr
  %.idx = shl i64 %i.3.2, 4
  %1 = getelementptr i8, ptr %.439, i64 %.idx
  %.440 = getelementptr i8, ptr %1, i64 8
  %.441 = load i64, ptr %.440, align 8
  br label %B788
B788:
  %word.4.1 = phi i64 [ %"$phi436.1.2.1", %B350.endif ], [ %.441, %B744 ], [ %.310, %B492 ], [ 0, %B462 ]
  %.448 = inttoptr i64 %arg.kept to ptr
  %.449 = getelementptr i32, ptr %.448, i64 %n.2.0
  %.450 = trunc i64 %.163 to i32
  store i32 %.450, ptr %.449, align 4
  %.455 = and i64 %.209, 63
  %.459134 = lshr i64 %word.4.1, %.455
  %.462 = and i64 %.459134, 1
  %.464 = icmp eq i64 %.462, %arg.wanted
  %.467 = zext i1 %.464 to i64
  %.468 = add nuw nsw i64 %n.2.0, %.467
  br label %B254
common.ret:
  %common.ret.op = phi i32 [ 0, %B862 ], [ %.238, %B350.if ]
  ret i32 %common.ret.op
B862:
  store i64 %n.2.0, ptr %retptr, align 8
  br label %common.ret
B256.if:
  %.163 = load i64, ptr %.98, align 8
  %.166 = add nsw i64 %.156, -1
  store i64 %.166, ptr %.101, align 8
  %.170 = add i64 %.163, 1
  store i64 %.170, ptr %.98, align 8
  %.200 = inttoptr i64 %arg.xs to ptr
  %.201 = getelementptr i32, ptr %.200, i64 %.163
  %.202 = load i32, ptr %.201, align 4
  %.203 = sext i32 %.202 to i64
  %.206 = inttoptr i64 %arg.ys to ptr
  %.207 = getelementptr i32, ptr %.206, i64 %.163
  %.208 = load i32, ptr %.207, align 4
  %.209 = sext i32 %.208 to i64
  switch i64 %.68, label %B544 [
    i64 4, label %B350
    i64 1, label %B462
  ]
B350.if:
  %.246 = icmp sgt i32 %.238, 0
  %.239 = load ptr, ptr %excinfo.1, align 8
  %.247 = select i1 %.246, ptr %.239, ptr undef
  store ptr %.247, ptr %excinfo, align 8
  br label %common.ret
B350.endif:
  %.248 = load i64, ptr %.234, align 8
  %.259 = inttoptr i64 %.20 to ptr
  %.260 = getelementptr i64, ptr %.259, i64 %.248
  %.261 = load i64, ptr %.260, align 8
  %.262.not = icmp ne i64 %.261, 0
  %"$phi436.1.2.1" = sext i1 %.262.not to i64
  br label %B788
}
define internal i32 @find_pair(ptr noalias %retptr, i64 %arg.words, i64 %arg.last, i64 %arg.key) {
entry:
  %.14 = add nsw i64 %arg.last, 1
  %.16 = mul i64 %arg.key, -7046029254386353131
  %.17 = lshr i64 %.16, 32
  %.18 = mul i64 %.17, %.14
  %.19 = lshr i64 %.18, 32
  %.29 = inttoptr i64 %arg.words to ptr
  %.30 = getelementptr i64, ptr %.29, i64 %.19
  %.31 = load i64, ptr %.30, align 8
  %.37.not = icmp eq i64 %.31, %arg.key
  %.49.not = icmp eq i64 %.31, 0
  %or.cond = or i1 %.37.not, %.49.not
  br i1 %or.cond, label %B180, label %B98
B98:
  %i.3.0 = phi i64 [ %.19, %entry ], [ %"$phi122.0.2.1", %B98 ]
  %.60 = icmp slt i64 %i.3.0, %arg.last
  %.63 = add nsw i64 %i.3.0, 1
  %"$phi122.0.2.1" = select i1 %.60, i64 %.63, i64 0
  %.86 = inttoptr i64 %arg.words to ptr
  %.87 = getelementptr i64, ptr %.86, i64 %"$phi122.0.2.1"
  %.88 = load i64, ptr %.87, align 8
  %.94.not = icmp eq i64 %.88, %arg.key
  %.105.not = icmp eq i64 %.88, 0
  %or.cond43 = or i1 %.94.not, %.105.not
  br i1 %or.cond43, label %B180, label %B98
B180:
  %i.3.1 = phi i64 [ %.19, %entry ], [ %"$phi122.0.2.1", %B98 ]
  store i64 %i.3.1, ptr %retptr, align 8
  ret i32 0
}
define internal i32 @gather(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.source, i64 %arg.places, i64 %arg.out, i64 %arg.count) {
entry:
  %.46 = alloca i64, align 8
  %.49 = alloca i64, align 8
  %.149 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.217 = alloca i64, align 8
  %.220 = alloca i64, align 8
  %.17 = and i64 %arg.source, 1
  %.18.not = icmp eq i64 %.17, 0
  br i1 %.18.not, label %B154, label %B24
B24:
  store i64 0, ptr %.46, align 8
  %.60 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.60, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.49, align 8
  br label %B54
B54:
  %.103 = load i64, ptr %.49, align 8
  %.104 = icmp sgt i64 %.103, 0
  br i1 %.104, label %B54.if, label %B150
common.ret:
  %common.ret.op = phi i32 [ 0, %B150 ], [ 0, %B280 ], [ %.153, %B56.if ]
  ret i32 %common.ret.op
B150:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B154:
  store i64 0, ptr %.217, align 8
  %.231 = icmp slt i64 %arg.count, 1
  %.arg.count83 = select i1 %.231, i64 0, i64 %arg.count
  store i64 %.arg.count83, ptr %.220, align 8
  br label %B184
B184:
  %.272 = load i64, ptr %.220, align 8
  %.273 = icmp sgt i64 %.272, 0
  br i1 %.273, label %B184.if, label %B280
B280:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B54.if:
  %.110 = load i64, ptr %.46, align 8
  %.113 = add nsw i64 %.103, -1
  store i64 %.113, ptr %.49, align 8
  %.117 = add i64 %.110, 1
  store i64 %.117, ptr %.46, align 8
  %.144 = inttoptr i64 %arg.places to ptr
  %.145 = getelementptr i32, ptr %.144, i64 %.110
  %.146 = load i32, ptr %.145, align 4
  %.147 = sext i32 %.146 to i64
  store i64 0, ptr %.149, align 8
  %.153 = call i32 @item(ptr nonnull %.149, i64 %arg.source, i64 %.147)
  switch i32 %.153, label %B56.if [
    i32 -2, label %B56.endif
    i32 0, label %B56.endif
  ], !prof !0
B56.if:
  %.161 = icmp sgt i32 %.153, 0
  %.154 = load ptr, ptr %excinfo.1, align 8
  %.162 = select i1 %.161, ptr %.154, ptr undef
  store ptr %.162, ptr %excinfo, align 8
  br label %common.ret
B56.endif:
  %.163 = load i64, ptr %.149, align 8
  %.174 = inttoptr i64 %arg.out to ptr
  %.175 = getelementptr i32, ptr %.174, i64 %.110
  %.176 = trunc i64 %.163 to i32
  store i32 %.176, ptr %.175, align 4
  br label %B54
B184.if:
  %.279 = load i64, ptr %.217, align 8
  %.282 = add nsw i64 %.272, -1
  store i64 %.282, ptr %.220, align 8
  %.286 = add i64 %.279, 1
  store i64 %.286, ptr %.217, align 8
  %.312 = inttoptr i64 %arg.places to ptr
  %.313 = getelementptr i32, ptr %.312, i64 %.279
  %.314 = load i32, ptr %.313, align 4
  %.315 = sext i32 %.314 to i64
  %.317 = inttoptr i64 %arg.source to ptr
  %.318 = getelementptr i32, ptr %.317, i64 %.315
  %.319 = load i32, ptr %.318, align 4
  %.322 = inttoptr i64 %arg.out to ptr
  %.323 = getelementptr i32, ptr %.322, i64 %.279
  store i32 %.319, ptr %.323, align 4
  br label %B184
}
define internal i32 @item(ptr noalias %retptr, i64 %arg.column, i64 %arg.row) {
entry:
  %.11 = and i64 %arg.column, 1
  %.12.not = icmp eq i64 %.11, 0
  br i1 %.12.not, label %B78, label %B24
B24:
  %.15 = add nsw i64 %arg.column, -1
  %.19 = inttoptr i64 %.15 to ptr
  %.20 = getelementptr i16, ptr %.19, i64 %arg.row
  %.21 = load i16, ptr %.20, align 2
  %.22 = zext i16 %.21 to i64
  br label %B108
B78:
  %.32 = inttoptr i64 %arg.column to ptr
  %.33 = getelementptr i32, ptr %.32, i64 %arg.row
  %.34 = load i32, ptr %.33, align 4
  %.35 = sext i32 %.34 to i64
  br label %B108
B108:
  %"$phi108.0.2.0" = phi i64 [ %.22, %B24 ], [ %.35, %B78 ]
  store i64 %"$phi108.0.2.0", ptr %retptr, align 8
  ret i32 0
}
define internal i32 @find_groups(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.index, i64 %arg.keys, i64 %arg.count, i64 %arg.hashes, i64 %arg.groups) {
entry:
  %.71 = alloca i64, align 8
  %.74 = alloca i64, align 8
  %.300 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.351 = alloca i64, align 8
  %.354 = alloca i64, align 8
  %.488 = alloca i64, align 8
  %.491 = alloca i64, align 8
  %.677 = alloca i64, align 8
  %.680 = alloca i64, align 8
  %.789 = alloca i64, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.20 = inttoptr i64 %arg.index to ptr
  %.22 = load i64, ptr %.20, align 8
  %.23 = icmp slt i64 %.22, 2
  br i1 %.23, label %B64, label %B260
B64:
  %.28 = inttoptr i64 %arg.keys to ptr
  %.30 = load i64, ptr %.28, align 8
  %.34 = inttoptr i64 %arg.index to ptr
  %.35 = getelementptr i8, ptr %.34, i64 8
  %.36 = load i64, ptr %.35, align 8
  store i64 0, ptr %.71, align 8
  %.85 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.85, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.74, align 8
  br label %B168
B168:
  %.128 = load i64, ptr %.74, align 8
  %.129 = icmp sgt i64 %.128, 0
  br i1 %.129, label %B168.if, label %B256
common.ret:
  %common.ret.op = phi i32 [ 0, %B256 ], [ 0, %B1238 ], [ %.304, %B260.if ], [ %.793, %B974.if ]
  ret i32 %common.ret.op
B256:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B260:
  %.230 = inttoptr i64 %arg.index to ptr
  %.231 = getelementptr i8, ptr %.230, i64 104
  %.232 = load i64, ptr %.231, align 8
  %.234 = inttoptr i64 %arg.index to ptr
  %.235 = getelementptr i8, ptr %.234, i64 96
  %.236 = load i64, ptr %.235, align 8
  %.244 = inttoptr i64 %arg.index to ptr
  %.245 = getelementptr i8, ptr %.244, i64 32
  %.246 = load i64, ptr %.245, align 8
  %.248 = inttoptr i64 %arg.index to ptr
  %.249 = getelementptr i8, ptr %.248, i64 40
  %.250 = load i64, ptr %.249, align 8
  %.252 = inttoptr i64 %arg.index to ptr
  %.253 = getelementptr i8, ptr %.252, i64 48
  %.254 = load i64, ptr %.253, align 8
  %.256 = inttoptr i64 %arg.index to ptr
  %.257 = getelementptr i8, ptr %.256, i64 56
  %.258 = load i64, ptr %.257, align 8
  store ptr null, ptr %.300, align 8
  %.304 = call i32 @hash_columns(ptr nonnull %.300, ptr nonnull %excinfo.1, i64 %arg.keys, i64 %.232, i64 %arg.count, i64 %arg.hashes)
  switch i32 %.304, label %B260.if [
    i32 -2, label %B260.endif
    i32 0, label %B260.endif
  ], !prof !0
B578:
  store i64 0, ptr %.351, align 8
  %.365 = icmp slt i64 %arg.count, 1
  %.arg.count237 = select i1 %.365, i64 0, i64 %arg.count
  store i64 %.arg.count237, ptr %.354, align 8
  br label %B608
B608:
  %.406 = load i64, ptr %.354, align 8
  %.407 = icmp sgt i64 %.406, 0
  br i1 %.407, label %B608.if, label %B712
B712:
  store i64 0, ptr %.488, align 8
  %.502 = icmp slt i64 %arg.count, 1
  %.arg.count238 = select i1 %.502, i64 0, i64 %arg.count
  store i64 %.arg.count238, ptr %.491, align 8
  br label %B742
B742:
  %.543 = load i64, ptr %.491, align 8
  %.544 = icmp sgt i64 %.543, 0
  br i1 %.544, label %B742.if, label %B1238
B826:
  %i.2.1 = phi i64 [ %.596, %B742.if ], [ %.865, %B1184 ]
  %.606 = inttoptr i64 %.246 to ptr
  %.607 = getelementptr i64, ptr %.606, i64 %i.2.1
  %.608 = load i64, ptr %.607, align 8
  %.613 = icmp eq i64 %.608, 0
  br i1 %.613, label %B1202, label %B872
B872:
  %0 = xor i64 %.608, %.589
  %.631 = icmp ult i64 %0, 4294967296
  br i1 %.631, label %B890, label %B1184
B890:
  %.634 = and i64 %.608, 4294967295
  %.637 = add nsw i64 %.634, -1
  %.643 = inttoptr i64 %.258 to ptr
  %.644 = getelementptr i32, ptr %.643, i64 %.637
  %.645 = load i32, ptr %.644, align 4
  %.646 = sext i32 %.645 to i64
  store i64 0, ptr %.677, align 8
  %.691 = icmp slt i64 %.232, 1
  %..232 = select i1 %.691, i64 0, i64 %.232
  store i64 %..232, ptr %.680, align 8
  br label %B972
B972:
  %.736 = load i64, ptr %.680, align 8
  %.737 = icmp sgt i64 %.736, 0
  br i1 %.737, label %B972.if, label %B1174
B1174:
  %1 = trunc i64 %.637 to i32
  br label %B1202
B1184:
  %.863 = add nsw i64 %i.2.1, 1
  %.865 = and i64 %.863, %.250
  br label %B826
B1202:
  %group.2.1 = phi i32 [ %1, %B1174 ], [ -1, %B826 ]
  %.872 = inttoptr i64 %arg.groups to ptr
  %.873 = getelementptr i32, ptr %.872, i64 %.550
  store i32 %group.2.1, ptr %.873, align 4
  br label %B742
B1238:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B168.if:
  %.135 = load i64, ptr %.71, align 8
  %.138 = add nsw i64 %.128, -1
  store i64 %.138, ptr %.74, align 8
  %.142 = add i64 %.135, 1
  store i64 %.142, ptr %.71, align 8
  %.168 = inttoptr i64 %.30 to ptr
  %.169 = getelementptr i32, ptr %.168, i64 %.135
  %.170 = load i32, ptr %.169, align 4
  %.171 = sext i32 %.170 to i64
  %.177 = icmp sgt i64 %.36, %.171
  %.204 = inttoptr i64 %arg.groups to ptr
  %.205 = getelementptr i32, ptr %.204, i64 %.135
  %.206 = select i1 %.177, i32 %.170, i32 -1
  store i32 %.206, ptr %.205, align 4
  br label %B168
B260.if:
  %.312 = icmp sgt i32 %.304, 0
  %.305 = load ptr, ptr %excinfo.1, align 8
  %.313 = select i1 %.312, ptr %.305, ptr undef
  store ptr %.313, ptr %excinfo, align 8
  br label %common.ret
B260.endif:
  %.325 = icmp sgt i64 %.250, 65536
  br i1 %.325, label %B578, label %B712
B608.if:
  %.413 = load i64, ptr %.351, align 8
  %.416 = add nsw i64 %.406, -1
  store i64 %.416, ptr %.354, align 8
  %.420 = add i64 %.413, 1
  store i64 %.420, ptr %.351, align 8
  %.446 = inttoptr i64 %arg.hashes to ptr
  %.447 = getelementptr i64, ptr %.446, i64 %.413
  %.448 = load i64, ptr %.447, align 8
  %.450 = mul i64 %.448, -7046029254386353131
  %.451 = lshr i64 %.450, %.254
  %.452 = shl nsw i64 %.451, 3
  %.454 = add nsw i64 %.246, %.452
  %.455 = inttoptr i64 %.454 to ptr
  call void @llvm.prefetch.p0(ptr %.455, i32 0, i32 3, i32 1)
  br label %B608
B742.if:
  %.550 = load i64, ptr %.488, align 8
  %.553 = add nsw i64 %.543, -1
  store i64 %.553, ptr %.491, align 8
  %.557 = add i64 %.550, 1
  store i64 %.557, ptr %.488, align 8
  %.587 = inttoptr i64 %arg.hashes to ptr
  %.588 = getelementptr i64, ptr %.587, i64 %.550
  %.589 = load i64, ptr %.588, align 8
  %.595 = mul i64 %.589, -7046029254386353131
  %.596 = lshr i64 %.595, %.254
  br label %B826
B972.if:
  %.743 = load i64, ptr %.677, align 8
  %.746 = add nsw i64 %.736, -1
  store i64 %.746, ptr %.680, align 8
  %.750 = add i64 %.743, 1
  store i64 %.750, ptr %.677, align 8
  %.779 = inttoptr i64 %arg.index to ptr
  %2 = getelementptr i64, ptr %.779, i64 %.743
  %.780 = getelementptr i8, ptr %2, i64 128
  %.781 = load i64, ptr %.780, align 8
  %.784 = inttoptr i64 %.236 to ptr
  %3 = getelementptr i64, ptr %.784, i64 %.781
  %.785 = getelementptr i8, ptr %3, i64 32
  %.786 = load i64, ptr %.785, align 8
  store i64 0, ptr %.789, align 8
  %.793 = call i32 @item(ptr nonnull %.789, i64 %.786, i64 %.646)
  switch i32 %.793, label %B974.if [
    i32 -2, label %B974.endif
    i32 0, label %B974.endif
  ], !prof !0
B974.if:
  %.801 = icmp sgt i32 %.793, 0
  %.794 = load ptr, ptr %excinfo.2, align 8
  %.802 = select i1 %.801, ptr %.794, ptr undef
  store ptr %.802, ptr %excinfo, align 8
  br label %common.ret
B974.endif:
  %.803 = load i64, ptr %.789, align 8
  %.814 = inttoptr i64 %arg.keys to ptr
  %.815 = getelementptr i64, ptr %.814, i64 %.743
  %.816 = load i64, ptr %.815, align 8
  %.818 = inttoptr i64 %.816 to ptr
  %.819 = getelementptr i32, ptr %.818, i64 %.550
  %.820 = load i32, ptr %.819, align 4
  %.821 = sext i32 %.820 to i64
  %.822.not = icmp eq i64 %.803, %.821
  br i1 %.822.not, label %B972, label %B1184
}
define internal i32 @hash_columns(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.columns, i64 %arg.width, i64 %arg.to, i64 %arg.hashes) {
entry:
  %.44 = alloca i64, align 8
  %.47 = alloca i64, align 8
  %.177 = alloca i64, align 8
  %.180 = alloca i64, align 8
  %.307 = alloca i64, align 8
  %.310 = alloca i64, align 8
  %.409 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.478 = alloca i64, align 8
  %.481 = alloca i64, align 8
  store i64 0, ptr %.44, align 8
  %.58 = icmp slt i64 %arg.to, 1
  %.arg.to = select i1 %.58, i64 0, i64 %arg.to
  store i64 %.arg.to, ptr %.47, align 8
  br label %B36
B36:
  %.101 = load i64, ptr %.47, align 8
  %.102 = icmp sgt i64 %.101, 0
  br i1 %.102, label %B36.if, label %B82
B82:
  store i64 0, ptr %.177, align 8
  %.191 = icmp slt i64 %arg.width, 1
  %.arg.width = select i1 %.191, i64 0, i64 %arg.width
  store i64 %.arg.width, ptr %.180, align 8
  br label %B112
B112:
  %.232 = load i64, ptr %.180, align 8
  %.233 = icmp sgt i64 %.232, 0
  br i1 %.233, label %B112.if, label %B564
B168:
  store i64 0, ptr %.307, align 8
  %.321 = icmp slt i64 %arg.to, 1
  %.arg.to163 = select i1 %.321, i64 0, i64 %arg.to
  store i64 %.arg.to163, ptr %.310, align 8
  br label %B200
B200:
  %.362 = load i64, ptr %.310, align 8
  %.363 = icmp sgt i64 %.362, 0
  br i1 %.363, label %B200.if, label %B565
B366:
  store i64 0, ptr %.478, align 8
  %.492 = icmp slt i64 %arg.to, 1
  %.arg.to164 = select i1 %.492, i64 0, i64 %arg.to
  store i64 %.arg.to164, ptr %.481, align 8
  br label %B398
B398:
  %.533 = load i64, ptr %.481, align 8
  %.534 = icmp sgt i64 %.533, 0
  br i1 %.534, label %B398.if, label %B565
common.ret:
  %common.ret.op = phi i32 [ 0, %B564 ], [ %.413, %B202.if ]
  ret i32 %common.ret.op
B564:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B565:
  br label %B112
B36.if:
  %.108 = load i64, ptr %.44, align 8
  %.111 = add nsw i64 %.101, -1
  store i64 %.111, ptr %.47, align 8
  %.115 = add i64 %.108, 1
  store i64 %.115, ptr %.44, align 8
  %.143 = inttoptr i64 %arg.hashes to ptr
  %.144 = getelementptr i64, ptr %.143, i64 %.108
  store i64 1, ptr %.144, align 8
  br label %B36
B112.if:
  %.239 = load i64, ptr %.177, align 8
  %.242 = add nsw i64 %.232, -1
  store i64 %.242, ptr %.180, align 8
  %.246 = add i64 %.239, 1
  store i64 %.246, ptr %.177, align 8
  %.272 = inttoptr i64 %arg.columns to ptr
  %.273 = getelementptr i64, ptr %.272, i64 %.239
  %.274 = load i64, ptr %.273, align 8
  %.279 = and i64 %.274, 1
  %.280.not = icmp eq i64 %.279, 0
  br i1 %.280.not, label %B366, label %B168
B200.if:
  %.369 = load i64, ptr %.307, align 8
  %.372 = add nsw i64 %.362, -1
  store i64 %.372, ptr %.310, align 8
  %.376 = add i64 %.369, 1
  store i64 %.376, ptr %.307, align 8
  %.404 = inttoptr i64 %arg.hashes to ptr
  %.405 = getelementptr i64, ptr %.404, i64 %.369
  %.406 = load i64, ptr %.405, align 8
  store i64 0, ptr %.409, align 8
  %.413 = call i32 @item(ptr nonnull %.409, i64 %.274, i64 %.369)
  switch i32 %.413, label %B202.if [
    i32 -2, label %B202.endif
    i32 0, label %B202.endif
  ], !prof !0
B202.if:
  %.421 = icmp sgt i32 %.413, 0
  %.414 = load ptr, ptr %excinfo.1, align 8
  %.422 = select i1 %.421, ptr %.414, ptr undef
  store ptr %.422, ptr %excinfo, align 8
  br label %common.ret
B202.endif:
  %.423 = load i64, ptr %.409, align 8
  %.433 = xor i64 %.406, %.423
  %.434 = mul i64 %.433, -7046029254386353131
  %.438 = lshr i64 %.434, 29
  %.440 = xor i64 %.434, %.438
  %.442 = inttoptr i64 %arg.hashes to ptr
  %.443 = getelementptr i64, ptr %.442, i64 %.369
  store i64 %.440, ptr %.443, align 8
  br label %B200
B398.if:
  %.540 = load i64, ptr %.478, align 8
  %.543 = add nsw i64 %.533, -1
  store i64 %.543, ptr %.481, align 8
  %.547 = add i64 %.540, 1
  store i64 %.547, ptr %.478, align 8
  %.575 = inttoptr i64 %arg.hashes to ptr
  %.576 = getelementptr i64, ptr %.575, i64 %.540
  %.577 = load i64, ptr %.576, align 8
  %.579 = inttoptr i64 %.274 to ptr
  %.580 = getelementptr i32, ptr %.579, i64 %.540
  %.581 = load i32, ptr %.580, align 4
  %.582 = sext i32 %.581 to i64
  %.583 = xor i64 %.577, %.582
  %.584 = mul i64 %.583, -7046029254386353131
  %.588 = lshr i64 %.584, 29
  %.590 = xor i64 %.584, %.588
  %.592 = inttoptr i64 %arg.hashes to ptr
  %.593 = getelementptr i64, ptr %.592, i64 %.540
  store i64 %.590, ptr %.593, align 8
  br label %B398
}
declare void @llvm.prefetch.p0(ptr readonly, i32 immarg, i32 immarg, i32 immarg)
define internal i32 @after(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.order, i64 %arg.a, i64 %arg.b) {
entry:
  %.94 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.145 = alloca i64, align 8
  %.148 = alloca i64, align 8
  %.11 = inttoptr i64 %arg.order to ptr
  %.12 = getelementptr i8, ptr %.11, i64 16
  %.13 = load i64, ptr %.12, align 8
  %.14 = inttoptr i64 %arg.order to ptr
  %.15 = getelementptr i8, ptr %.14, i64 24
  %.16 = load i64, ptr %.15, align 8
  %.17 = inttoptr i64 %arg.order to ptr
  %.18 = getelementptr i8, ptr %.17, i64 32
  %.19 = load i64, ptr %.18, align 8
  %.24 = inttoptr i64 %.16 to ptr
  %.25 = getelementptr i64, ptr %.24, i64 %arg.a
  %.26 = load i64, ptr %.25, align 8
  %.27 = add nsw i64 %.13, %.26
  %.29 = inttoptr i64 %.16 to ptr
  %.30 = getelementptr i64, ptr %.29, i64 %arg.b
  %.31 = load i64, ptr %.30, align 8
  %.32 = add nsw i64 %.13, %.31
  %.41 = inttoptr i64 %.19 to ptr
  %.42 = getelementptr i32, ptr %.41, i64 %arg.a
  %.43 = load i32, ptr %.42, align 4
  %.44 = sext i32 %.43 to i64
  %.47 = inttoptr i64 %.19 to ptr
  %.48 = getelementptr i32, ptr %.47, i64 %arg.b
  %.49 = load i32, ptr %.48, align 4
  %.50 = sext i32 %.49 to i64
  %.51 = sub nsw i64 %.44, %.50
  %.56 = icmp sgt i64 %.51, 0
  %.62 = inttoptr i64 %.19 to ptr
  %.63 = getelementptr i32, ptr %.62, i64 %arg.b
  %.78 = inttoptr i64 %.19 to ptr
  %.79 = getelementptr i32, ptr %.78, i64 %arg.a
  %"$phi346.0.2.0.in.in" = select i1 %.56, ptr %.63, ptr %.79
  %"$phi346.0.2.0.in" = load i32, ptr %"$phi346.0.2.0.in.in", align 4
  %"$phi346.0.2.0" = sext i32 %"$phi346.0.2.0.in" to i64
  store i64 0, ptr %.94, align 8
  %.100 = call i32 @impl(ptr nonnull %.94, i64 %"$phi346.0.2.0", i64 7)
  switch i32 %.100, label %B346.if [
    i32 -2, label %B346.endif
    i32 0, label %B346.endif
  ], !prof !0
B418:
  %.200 = load i64, ptr %.148, align 8
  %.201 = icmp sgt i64 %.200, 0
  br i1 %.201, label %B418.if, label %B526
common.ret:
  %common.ret.op = phi i32 [ 0, %B510 ], [ 0, %B526 ], [ %.100, %B346.if ]
  ret i32 %common.ret.op
B510:
  %.249 = zext i8 %.248 to i64
  %.243 = zext i8 %.242 to i64
  %.271 = sub nsw i64 %.243, %.249
  store i64 %.271, ptr %retptr, align 8
  br label %common.ret
B526:
  store i64 %.51, ptr %retptr, align 8
  br label %common.ret
B346.if:
  %.108 = icmp sgt i32 %.100, 0
  %.101 = load ptr, ptr %excinfo.1, align 8
  %.109 = select i1 %.108, ptr %.101, ptr undef
  store ptr %.109, ptr %excinfo, align 8
  br label %common.ret
B346.endif:
  %.110 = load i64, ptr %.94, align 8
  store i64 %.110, ptr %.145, align 8
  %.158 = sub i64 %"$phi346.0.2.0", %.110
  %.159 = icmp slt i64 %.158, 1
  %..158 = select i1 %.159, i64 0, i64 %.158
  store i64 %..158, ptr %.148, align 8
  br label %B418
B418.if:
  %.207 = load i64, ptr %.145, align 8
  %.210 = add nsw i64 %.200, -1
  store i64 %.210, ptr %.148, align 8
  %.214 = add i64 %.207, 1
  store i64 %.214, ptr %.145, align 8
  %.240 = inttoptr i64 %.27 to ptr
  %.241 = getelementptr i8, ptr %.240, i64 %.207
  %.242 = load i8, ptr %.241, align 1
  %.246 = inttoptr i64 %.32 to ptr
  %.247 = getelementptr i8, ptr %.246, i64 %.207
  %.248 = load i8, ptr %.247, align 1
  %.259.not = icmp eq i8 %.242, %.248
  br i1 %.259.not, label %B418, label %B510
}
define internal i32 @impl(ptr noalias %retptr, i64 %arg.x.0, i64 %arg.x.1) {
entry:
  %.13 = call i64 @llvm.smin.i64(i64 %arg.x.1, i64 %arg.x.0)
  store i64 %.13, ptr %retptr, align 8
  ret i32 0
}
define internal i32 @find_row(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.s, i64 %arg.table, i64 %arg.columns, i64 %arg.width, i64 %arg.j, i64 %arg.h) {
entry:
  %.116 = alloca i64, align 8
  %.119 = alloca i64, align 8
  %.225 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.18 = inttoptr i64 %arg.s to ptr
  %.19 = getelementptr i8, ptr %.18, i64 8
  %.20 = load i64, ptr %.19, align 8
  %.21 = inttoptr i64 %arg.s to ptr
  %.22 = getelementptr i8, ptr %.21, i64 16
  %.23 = load i64, ptr %.22, align 8
  %.34 = inttoptr i64 %arg.s to ptr
  %.35 = getelementptr i8, ptr %.34, i64 24
  %.36 = load i64, ptr %.35, align 8
  %.37 = mul i64 %arg.h, -7046029254386353131
  %.38 = lshr i64 %.37, %.36
  br label %B170
B170:
  %i.2.0 = phi i64 [ %.38, %entry ], [ %.306, %B454 ]
  %.45 = inttoptr i64 %.20 to ptr
  %.46 = getelementptr i64, ptr %.45, i64 %i.2.0
  %.47 = load i64, ptr %.46, align 8
  %.52 = icmp eq i64 %.47, 0
  br i1 %.52, label %B214, label %B224
common.ret:
  %common.ret.op = phi i32 [ 0, %B214 ], [ 0, %B446 ], [ %.229, %B294.if ]
  ret i32 %common.ret.op
B214:
  %.71 = xor i64 %i.2.0, -1
  store i64 %.71, ptr %retptr, align 8
  br label %common.ret
B224:
  %0 = xor i64 %.47, %arg.h
  %.79 = icmp ult i64 %0, 4294967296
  br i1 %.79, label %B242, label %B454
B242:
  %.82 = and i64 %.47, 4294967295
  %.85 = add nsw i64 %.82, -1
  store i64 0, ptr %.116, align 8
  %.130 = icmp slt i64 %arg.width, 1
  %.arg.width = select i1 %.130, i64 0, i64 %arg.width
  store i64 %.arg.width, ptr %.119, align 8
  br label %B292
B292:
  %.177 = load i64, ptr %.119, align 8
  %.178 = icmp sgt i64 %.177, 0
  br i1 %.178, label %B292.if, label %B446
B446:
  store i64 %.85, ptr %retptr, align 8
  br label %common.ret
B454:
  %.304 = add nsw i64 %i.2.0, 1
  %.306 = and i64 %.304, %.23
  br label %B170
B292.if:
  %.184 = load i64, ptr %.116, align 8
  %.187 = add nsw i64 %.177, -1
  store i64 %.187, ptr %.119, align 8
  %.191 = add i64 %.184, 1
  store i64 %.191, ptr %.116, align 8
  %.221 = inttoptr i64 %arg.table to ptr
  %1 = getelementptr i64, ptr %.221, i64 %.184
  %.222 = getelementptr i8, ptr %1, i64 32
  %.223 = load i64, ptr %.222, align 8
  store i64 0, ptr %.225, align 8
  %.229 = call i32 @item(ptr nonnull %.225, i64 %.223, i64 %.85)
  switch i32 %.229, label %B294.if [
    i32 -2, label %B294.endif
    i32 0, label %B294.endif
  ], !prof !0
B294.if:
  %.237 = icmp sgt i32 %.229, 0
  %.230 = load ptr, ptr %excinfo.1, align 8
  %.238 = select i1 %.237, ptr %.230, ptr undef
  store ptr %.238, ptr %excinfo, align 8
  br label %common.ret
B294.endif:
  %.239 = load i64, ptr %.225, align 8
  %.250 = inttoptr i64 %arg.columns to ptr
  %.251 = getelementptr i64, ptr %.250, i64 %.184
  %.252 = load i64, ptr %.251, align 8
  %.254 = inttoptr i64 %.252 to ptr
  %.255 = getelementptr i32, ptr %.254, i64 %arg.j
  %.256 = load i32, ptr %.255, align 4
  %.257 = sext i32 %.256 to i64
  %.258.not = icmp eq i64 %.239, %.257
  br i1 %.258.not, label %B292, label %B454
}
define internal i32 @ask_rows(ptr noalias %retptr, i64 %arg.s, i64 %arg.hashes, i64 %arg.count) {
entry:
  %.54 = alloca i64, align 8
  %.57 = alloca i64, align 8
  %.11 = inttoptr i64 %arg.s to ptr
  %.12 = getelementptr i8, ptr %.11, i64 8
  %.13 = load i64, ptr %.12, align 8
  %.14 = inttoptr i64 %arg.s to ptr
  %.15 = getelementptr i8, ptr %.14, i64 24
  %.16 = load i64, ptr %.15, align 8
  %.23 = inttoptr i64 %arg.s to ptr
  %.24 = getelementptr i8, ptr %.23, i64 16
  %.25 = load i64, ptr %.24, align 8
  %.26 = icmp sgt i64 %.25, 65536
  br i1 %.26, label %B148, label %common.ret
B148:
  store i64 0, ptr %.54, align 8
  %.68 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.68, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.57, align 8
  br label %B178
B178:
  %.111 = load i64, ptr %.57, align 8
  %.112 = icmp sgt i64 %.111, 0
  br i1 %.112, label %B178.if, label %common.ret
common.ret:
  store ptr null, ptr %retptr, align 8
  ret i32 0
B178.if:
  %.118 = load i64, ptr %.54, align 8
  %.121 = add nsw i64 %.111, -1
  store i64 %.121, ptr %.57, align 8
  %.125 = add i64 %.118, 1
  store i64 %.125, ptr %.54, align 8
  %.151 = inttoptr i64 %arg.hashes to ptr
  %.152 = getelementptr i64, ptr %.151, i64 %.118
  %.153 = load i64, ptr %.152, align 8
  %.155 = mul i64 %.153, -7046029254386353131
  %.156 = lshr i64 %.155, %.16
  %.157 = shl nsw i64 %.156, 3
  %.159 = add nsw i64 %.13, %.157
  %.160 = inttoptr i64 %.159 to ptr
  call void @llvm.prefetch.p0(ptr %.160, i32 0, i32 3, i32 1)
  br label %B178
}
define internal i32 @put_rows(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.s, i64 %arg.table, i64 %arg.columns, i64 %arg.width, i64 %arg.hashes, i64 %arg.start, i64 %arg.to, i64 %arg.fresh) {
entry:
  %.105 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.137 = alloca ptr, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.230 = alloca i64, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.288 = alloca i64, align 8
  %.291 = alloca i64, align 8
  %.400 = alloca ptr, align 8
  %excinfo.4 = alloca ptr, align 8
  store ptr null, ptr %excinfo.4, align 8
  %.29 = inttoptr i64 %arg.s to ptr
  %.30 = getelementptr i8, ptr %.29, i64 8
  %.31 = load i64, ptr %.30, align 8
  %.33 = inttoptr i64 %arg.s to ptr
  %.34 = getelementptr i8, ptr %.33, i64 40
  %.35 = load i64, ptr %.34, align 8
  %.37 = inttoptr i64 %arg.s to ptr
  %.38 = getelementptr i8, ptr %.37, i64 32
  %.39 = load i64, ptr %.38, align 8
  %.41 = inttoptr i64 %arg.table to ptr
  %.43 = load i64, ptr %.41, align 8
  store ptr null, ptr %.105, align 8
  %.109 = call i32 @hash_columns.2(ptr nonnull %.105, ptr nonnull %excinfo.1, i64 %arg.columns, i64 %arg.width, i64 %arg.start, i64 %arg.to, i64 %arg.hashes)
  switch i32 %.109, label %B0.if [
    i32 -2, label %B0.endif
    i32 0, label %B0.endif
  ], !prof !0
B288:
  %used.4.0 = phi i64 [ %.39, %B0.endif.endif ], [ %used.3.1, %B672 ]
  %count.4.0 = phi i64 [ 0, %B0.endif.endif ], [ %count.3.1, %B672 ]
  %j.3.0 = phi i64 [ %arg.start, %B0.endif.endif ], [ %.481, %B672 ]
  %.215 = sub nsw i64 %j.3.0, %arg.start
  %.217 = inttoptr i64 %arg.hashes to ptr
  %.218 = getelementptr i64, ptr %.217, i64 %.215
  %.219 = load i64, ptr %.218, align 8
  store i64 0, ptr %.230, align 8
  %.234 = call i32 @find_row(ptr nonnull %.230, ptr nonnull %excinfo.3, i64 %arg.s, i64 %arg.table, i64 %arg.columns, i64 %arg.width, i64 %j.3.0, i64 %.219)
  %.244 = load i64, ptr %.230, align 8
  switch i32 %.234, label %B288.if [
    i32 -2, label %B288.endif
    i32 0, label %B288.endif
  ], !prof !0
B378:
  store i64 0, ptr %.288, align 8
  %.302 = icmp slt i64 %arg.width, 1
  %.arg.width = select i1 %.302, i64 0, i64 %arg.width
  store i64 %.arg.width, ptr %.291, align 8
  br label %B408
B408:
  %.343 = load i64, ptr %.291, align 8
  %.344 = icmp sgt i64 %.343, 0
  br i1 %.344, label %B408.if, label %B554
B554:
  %.430 = xor i64 %.244, -1
  %.434 = and i64 %.219, -4294967296
  %.439 = add nsw i64 %.43, %count.4.0
  %.440 = add nsw i64 %.439, 1
  %.441 = or i64 %.434, %.440
  %.443 = inttoptr i64 %.31 to ptr
  %.444 = getelementptr i64, ptr %.443, i64 %.430
  store i64 %.441, ptr %.444, align 8
  %.447 = add nsw i64 %used.4.0, 1
  %.455 = inttoptr i64 %arg.fresh to ptr
  %.456 = getelementptr i32, ptr %.455, i64 %count.4.0
  %.457 = trunc i64 %j.3.0 to i32
  store i32 %.457, ptr %.456, align 4
  %.460 = add nsw i64 %count.4.0, 1
  br label %B672
B672:
  %used.3.1 = phi i64 [ %.447, %B554 ], [ %used.4.0, %B288.endif ]
  %count.3.1 = phi i64 [ %.460, %B554 ], [ %count.4.0, %B288.endif ]
  %.481 = add nsw i64 %j.3.0, 1
  %.492 = icmp slt i64 %.481, %arg.to
  %.518 = icmp slt i64 %used.3.1, %.35
  %or.cond161 = select i1 %.492, i1 %.518, i1 false
  br i1 %or.cond161, label %B288, label %B706
common.ret:
  %common.ret.op = phi i32 [ 0, %B706 ], [ %.109, %B0.if ], [ %.141, %B0.endif.if ], [ %.234, %B288.if ], [ %.404, %B410.if ]
  ret i32 %common.ret.op
B706:
  %used.4.1 = phi i64 [ %.39, %B0.endif.endif ], [ %used.3.1, %B672 ]
  %count.4.1 = phi i64 [ 0, %B0.endif.endif ], [ %count.3.1, %B672 ]
  %j.3.1 = phi i64 [ %arg.start, %B0.endif.endif ], [ %.481, %B672 ]
  %.567 = inttoptr i64 %arg.s to ptr
  %.568 = getelementptr i8, ptr %.567, i64 32
  store i64 %used.4.1, ptr %.568, align 8
  %.574 = inttoptr i64 %arg.s to ptr
  %.575 = getelementptr i8, ptr %.574, i64 48
  store i64 %count.4.1, ptr %.575, align 8
  store i64 %j.3.1, ptr %retptr, align 8
  br label %common.ret
B0.if:
  %.117 = icmp sgt i32 %.109, 0
  %.110 = load ptr, ptr %excinfo.1, align 8
  %.118 = select i1 %.117, ptr %.110, ptr undef
  store ptr %.118, ptr %excinfo, align 8
  br label %common.ret
B0.endif:
  %.134 = sub nsw i64 %arg.to, %arg.start
  store ptr null, ptr %.137, align 8
  %.141 = call i32 @ask_rows(ptr nonnull %.137, i64 %arg.s, i64 %arg.hashes, i64 %.134)
  switch i32 %.141, label %B0.endif.if [
    i32 -2, label %B0.endif.endif
    i32 0, label %B0.endif.endif
  ], !prof !0
B0.endif.if:
  %.149 = icmp sgt i32 %.141, 0
  %.142 = load ptr, ptr %excinfo.2, align 8
  %.150 = select i1 %.149, ptr %.142, ptr undef
  store ptr %.150, ptr %excinfo, align 8
  br label %common.ret
B0.endif.endif:
  %.163 = icmp slt i64 %arg.start, %arg.to
  %.192 = icmp slt i64 %.39, %.35
  %or.cond = select i1 %.163, i1 %.192, i1 false
  br i1 %or.cond, label %B288, label %B706
B288.if:
  %.242 = icmp sgt i32 %.234, 0
  %.235 = load ptr, ptr %excinfo.3, align 8
  %.243 = select i1 %.242, ptr %.235, ptr undef
  store ptr %.243, ptr %excinfo, align 8
  br label %common.ret
B288.endif:
  %.258 = icmp slt i64 %.244, 0
  br i1 %.258, label %B378, label %B672
B408.if:
  %.350 = load i64, ptr %.288, align 8
  %.353 = add nsw i64 %.343, -1
  store i64 %.353, ptr %.291, align 8
  %.357 = add i64 %.350, 1
  store i64 %.357, ptr %.288, align 8
  %.385 = inttoptr i64 %arg.table to ptr
  %0 = getelementptr i64, ptr %.385, i64 %.350
  %.386 = getelementptr i8, ptr %0, i64 32
  %.387 = load i64, ptr %.386, align 8
  %.390 = add nsw i64 %.43, %count.4.0
  %.392 = inttoptr i64 %arg.columns to ptr
  %.393 = getelementptr i64, ptr %.392, i64 %.350
  %.394 = load i64, ptr %.393, align 8
  %.396 = inttoptr i64 %.394 to ptr
  %.397 = getelementptr i32, ptr %.396, i64 %j.3.0
  %.398 = load i32, ptr %.397, align 4
  %.399 = sext i32 %.398 to i64
  store ptr null, ptr %.400, align 8
  %.404 = call i32 @put_item(ptr nonnull %.400, i64 %.387, i64 %.390, i64 %.399)
  switch i32 %.404, label %B410.if [
    i32 -2, label %B408
    i32 0, label %B408
  ], !prof !0
B410.if:
  %.412 = icmp sgt i32 %.404, 0
  %.405 = load ptr, ptr %excinfo.4, align 8
  %.413 = select i1 %.412, ptr %.405, ptr undef
  store ptr %.413, ptr %excinfo, align 8
  br label %common.ret
}
define internal i32 @ask_pairs.2(ptr noalias %retptr, i64 %arg.s, i64 %arg.xs, i64 %arg.ys, i64 %arg.start, i64 %arg.to) {
entry:
  %.87 = alloca i64, align 8
  %.90 = alloca i64, align 8
  %.273 = alloca i64, align 8
  %.276 = alloca i64, align 8
  %.442 = alloca i64, align 8
  %.445 = alloca i64, align 8
  %.20 = inttoptr i64 %arg.s to ptr
  %.21 = getelementptr i8, ptr %.20, i64 8
  %.22 = load i64, ptr %.21, align 8
  %.24 = inttoptr i64 %arg.s to ptr
  %.25 = getelementptr i8, ptr %.24, i64 16
  %.26 = load i64, ptr %.25, align 8
  %.28 = inttoptr i64 %arg.s to ptr
  %.29 = getelementptr i8, ptr %.28, i64 24
  %.30 = load i64, ptr %.29, align 8
  %.41 = inttoptr i64 %arg.s to ptr
  %.43 = load i64, ptr %.41, align 8
  %.44 = icmp eq i64 %.43, 1
  br i1 %.44, label %B190, label %B418
B190:
  %.49 = inttoptr i64 %arg.s to ptr
  %.50 = getelementptr i8, ptr %.49, i64 40
  %.51 = load i64, ptr %.50, align 8
  %.55 = mul nsw i64 %.26, %.51
  %.56 = icmp sgt i64 %.55, 65536
  br i1 %.56, label %B256, label %B410
B256:
  store i64 %arg.start, ptr %.87, align 8
  %.100 = sub i64 %arg.to, %arg.start
  %.101 = icmp slt i64 %.100, 1
  %..100 = select i1 %.101, i64 0, i64 %.100
  store i64 %..100, ptr %.90, align 8
  br label %B288
B288:
  %.144 = load i64, ptr %.90, align 8
  %.145 = icmp sgt i64 %.144, 0
  br i1 %.145, label %B288.if, label %B414
common.ret:
  ret i32 0
B410:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B414:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B418:
  %.232 = icmp sgt i64 %.26, 65536
  br i1 %.232, label %B440, label %B692
B440:
  %.235 = inttoptr i64 %arg.s to ptr
  %.237 = load i64, ptr %.235, align 8
  %.240 = icmp eq i64 %.237, 4
  br i1 %.240, label %B500, label %B692
B500:
  store i64 %arg.start, ptr %.273, align 8
  %.286 = sub i64 %arg.to, %arg.start
  %.287 = icmp slt i64 %.286, 1
  %..286 = select i1 %.287, i64 0, i64 %.286
  store i64 %..286, ptr %.276, align 8
  br label %B532
B532:
  %.328 = load i64, ptr %.276, align 8
  %.329 = icmp sgt i64 %.328, 0
  br i1 %.329, label %B532.if, label %B688
B688:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B692:
  %.409 = icmp sgt i64 %.26, 65536
  br i1 %.409, label %B714, label %B902
B714:
  store i64 %arg.start, ptr %.442, align 8
  %.455 = sub i64 %arg.to, %arg.start
  %.456 = icmp slt i64 %.455, 1
  %..455 = select i1 %.456, i64 0, i64 %.455
  store i64 %..455, ptr %.445, align 8
  br label %B746
B746:
  %.497 = load i64, ptr %.445, align 8
  %.498 = icmp sgt i64 %.497, 0
  br i1 %.498, label %B746.if, label %B906
B902:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B906:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B288.if:
  %.151 = load i64, ptr %.87, align 8
  %.154 = add nsw i64 %.144, -1
  store i64 %.154, ptr %.90, align 8
  %.158 = add i64 %.151, 1
  store i64 %.158, ptr %.87, align 8
  %.184 = inttoptr i64 %arg.xs to ptr
  %.185 = getelementptr i32, ptr %.184, i64 %.151
  %.186 = load i32, ptr %.185, align 4
  %.187 = sext i32 %.186 to i64
  %.189 = mul nsw i64 %.26, %.187
  %.191 = inttoptr i64 %arg.ys to ptr
  %.192 = getelementptr i32, ptr %.191, i64 %.151
  %.193 = load i32, ptr %.192, align 4
  %0 = ashr i32 %.193, 6
  %.195 = sext i32 %0 to i64
  %.196 = add nsw i64 %.189, %.195
  %.197 = shl nsw i64 %.196, 3
  %.199 = add nsw i64 %.22, %.197
  %.200 = inttoptr i64 %.199 to ptr
  call void @llvm.prefetch.p0(ptr %.200, i32 0, i32 3, i32 1)
  br label %B288
B532.if:
  %.335 = load i64, ptr %.273, align 8
  %.338 = add nsw i64 %.328, -1
  store i64 %.338, ptr %.276, align 8
  %.342 = add i64 %.335, 1
  store i64 %.342, ptr %.273, align 8
  %.368 = inttoptr i64 %arg.xs to ptr
  %.369 = getelementptr i32, ptr %.368, i64 %.335
  %.370 = load i32, ptr %.369, align 4
  %.371 = sext i32 %.370 to i64
  %.372 = shl nsw i64 %.371, 32
  %.374 = inttoptr i64 %arg.ys to ptr
  %.375 = getelementptr i32, ptr %.374, i64 %.335
  %.376 = load i32, ptr %.375, align 4
  %.377 = sext i32 %.376 to i64
  %.378 = or i64 %.372, %.377
  %.381 = add nuw nsw i64 %.26, 1
  %1 = mul i64 %.378, -7046029254386353131
  %.382 = add i64 %1, -7046029254386353131
  %.383 = lshr i64 %.382, 32
  %.384 = mul i64 %.383, %.381
  %2 = lshr i64 %.384, 29
  %.386 = and i64 %2, 34359738360
  %.388 = add nsw i64 %.22, %.386
  %.389 = inttoptr i64 %.388 to ptr
  call void @llvm.prefetch.p0(ptr %.389, i32 0, i32 3, i32 1)
  br label %B532
B746.if:
  %.504 = load i64, ptr %.442, align 8
  %.507 = add nsw i64 %.497, -1
  store i64 %.507, ptr %.445, align 8
  %.511 = add i64 %.504, 1
  store i64 %.511, ptr %.442, align 8
  %.537 = inttoptr i64 %arg.xs to ptr
  %.538 = getelementptr i32, ptr %.537, i64 %.504
  %.539 = load i32, ptr %.538, align 4
  %.540 = sext i32 %.539 to i64
  %.541 = shl nsw i64 %.540, 32
  %.543 = inttoptr i64 %arg.ys to ptr
  %.544 = getelementptr i32, ptr %.543, i64 %.504
  %.545 = load i32, ptr %.544, align 4
  %3 = ashr i32 %.545, 6
  %.547 = sext i32 %3 to i64
  %.548 = or i64 %.541, %.547
  %4 = mul i64 %.548, -7046029254386353131
  %.551 = add i64 %4, -7046029254386353131
  %.552 = lshr i64 %.551, %.30
  %.553 = shl nsw i64 %.552, 4
  %.555 = add nsw i64 %.22, %.553
  %.556 = inttoptr i64 %.555 to ptr
  call void @llvm.prefetch.p0(ptr %.556, i32 0, i32 3, i32 1)
  br label %B746
}
define internal i32 @append(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.source, i64 %arg.places, i64 %arg.column, i64 %arg.row, i64 %arg.count) {
entry:
  %.49 = alloca i64, align 8
  %.52 = alloca i64, align 8
  %.190 = alloca ptr, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.20 = and i64 %arg.column, 1
  %.21.not = icmp eq i64 %.20, 0
  br i1 %.21.not, label %B176, label %B24
B24:
  store i64 0, ptr %.49, align 8
  %.63 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.63, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.52, align 8
  br label %B54
B54:
  %.106 = load i64, ptr %.52, align 8
  %.107 = icmp sgt i64 %.106, 0
  br i1 %.107, label %B54.if, label %B172
common.ret:
  %common.ret.op = phi i32 [ 0, %B172 ], [ 0, %B176.endif ], [ %.194, %B176.if ]
  ret i32 %common.ret.op
B172:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B176:
  %.180 = shl nsw i64 %arg.row, 2
  %.184 = add nsw i64 %arg.column, %.180
  store ptr null, ptr %.190, align 8
  %.194 = call i32 @gather(ptr nonnull %.190, ptr nonnull %excinfo.1, i64 %arg.source, i64 %arg.places, i64 %.184, i64 %arg.count)
  switch i32 %.194, label %B176.if [
    i32 -2, label %B176.endif
    i32 0, label %B176.endif
  ], !prof !0
B54.if:
  %.113 = load i64, ptr %.49, align 8
  %.116 = add nsw i64 %.106, -1
  store i64 %.116, ptr %.52, align 8
  %.120 = add i64 %.113, 1
  store i64 %.120, ptr %.49, align 8
  %.146 = add nsw i64 %arg.column, -1
  %.150 = inttoptr i64 %arg.places to ptr
  %.151 = getelementptr i32, ptr %.150, i64 %.113
  %.152 = load i32, ptr %.151, align 4
  %.153 = sext i32 %.152 to i64
  %.155 = inttoptr i64 %arg.source to ptr
  %.156 = getelementptr i32, ptr %.155, i64 %.153
  %.157 = load i32, ptr %.156, align 4
  %.159 = inttoptr i64 %.146 to ptr
  %0 = getelementptr i16, ptr %.159, i64 %arg.row
  %.160 = getelementptr i16, ptr %0, i64 %.113
  %.161 = trunc i32 %.157 to i16
  store i16 %.161, ptr %.160, align 2
  br label %B54
B176.if:
  %.202 = icmp sgt i32 %.194, 0
  %.195 = load ptr, ptr %excinfo.1, align 8
  %.203 = select i1 %.202, ptr %.195, ptr undef
  store ptr %.203, ptr %excinfo, align 8
  br label %common.ret
B176.endif:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
}
define internal i32 @put_pairs(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.s, i64 %arg.xs, i64 %arg.ys, i64 %arg.start, i64 %arg.to, i64 %arg.fresh) {
entry:
  %.340 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.21 = inttoptr i64 %arg.s to ptr
  %.22 = getelementptr i8, ptr %.21, i64 8
  %.23 = load i64, ptr %.22, align 8
  %.25 = inttoptr i64 %arg.s to ptr
  %.26 = getelementptr i8, ptr %.25, i64 16
  %.27 = load i64, ptr %.26, align 8
  %.29 = inttoptr i64 %arg.s to ptr
  %.30 = getelementptr i8, ptr %.29, i64 24
  %.31 = load i64, ptr %.30, align 8
  %.42 = inttoptr i64 %arg.s to ptr
  %.43 = getelementptr i8, ptr %.42, i64 40
  %.44 = load i64, ptr %.43, align 8
  %.46 = inttoptr i64 %arg.s to ptr
  %.47 = getelementptr i8, ptr %.46, i64 32
  %.48 = load i64, ptr %.47, align 8
  %.62 = inttoptr i64 %arg.s to ptr
  %.64 = load i64, ptr %.62, align 8
  %.65 = icmp eq i64 %.64, 1
  br i1 %.65, label %B282, label %B584
B282:
  %.91 = icmp slt i64 %arg.start, %arg.to
  br i1 %.91, label %B294, label %B1568
B294:
  %count.10.0 = phi i64 [ 0, %B282 ], [ %.205, %B390 ]
  %j.9.0 = phi i64 [ %arg.start, %B282 ], [ %.215, %B390 ]
  %.104 = inttoptr i64 %arg.xs to ptr
  %.105 = getelementptr i32, ptr %.104, i64 %j.9.0
  %.106 = load i32, ptr %.105, align 4
  %.107 = sext i32 %.106 to i64
  %.110 = inttoptr i64 %arg.ys to ptr
  %.111 = getelementptr i32, ptr %.110, i64 %j.9.0
  %.112 = load i32, ptr %.111, align 4
  %.113 = sext i32 %.112 to i64
  %.121 = ashr i64 %.113, 6
  %.123 = icmp sge i64 %.121, %.27
  %.127 = icmp sle i64 %.44, %.107
  %or.cond = select i1 %.123, i1 true, i1 %.127
  br i1 %or.cond, label %B1568, label %B390
B390:
  %.160 = mul nsw i64 %.27, %.107
  %.164 = ashr i64 %.113, 6
  %.165 = add nsw i64 %.160, %.164
  %.167 = inttoptr i64 %.23 to ptr
  %.168 = getelementptr i64, ptr %.167, i64 %.165
  %.169 = load i64, ptr %.168, align 8
  %.171 = and i64 %.113, 63
  %.174 = shl nuw i64 1, %.171
  %.175 = or i64 %.169, %.174
  %.177 = inttoptr i64 %.23 to ptr
  %.178 = getelementptr i64, ptr %.177, i64 %.165
  store i64 %.175, ptr %.178, align 8
  %.183 = inttoptr i64 %arg.fresh to ptr
  %.184 = getelementptr i32, ptr %.183, i64 %count.10.0
  %.185 = trunc i64 %j.9.0 to i32
  store i32 %.185, ptr %.184, align 4
  %0 = xor i64 %.169, -1
  %1 = lshr i64 %0, %.171
  %. = and i64 %1, 1
  %.205 = add nuw nsw i64 %count.10.0, %.
  %.215 = add nsw i64 %j.9.0, 1
  %.221 = icmp slt i64 %.215, %arg.to
  br i1 %.221, label %B294, label %B1568
B584:
  %.260 = inttoptr i64 %arg.s to ptr
  %.262 = load i64, ptr %.260, align 8
  %.263 = icmp eq i64 %.262, 4
  br i1 %.263, label %B644, label %B980
B644:
  %.297 = icmp slt i64 %arg.start, %arg.to
  br i1 %.297, label %B656, label %B932
B656:
  %used.5.0 = phi i64 [ %.48, %B644 ], [ %used.4.1, %B910 ]
  %count.9.0 = phi i64 [ 0, %B644 ], [ %count.6.1, %B910 ]
  %j.8.0 = phi i64 [ %arg.start, %B644 ], [ %.469, %B910 ]
  %.320 = inttoptr i64 %arg.xs to ptr
  %.321 = getelementptr i32, ptr %.320, i64 %j.8.0
  %.322 = load i32, ptr %.321, align 4
  %.323 = sext i32 %.322 to i64
  %.324 = shl nsw i64 %.323, 32
  %.327 = inttoptr i64 %arg.ys to ptr
  %.328 = getelementptr i32, ptr %.327, i64 %j.8.0
  %.329 = load i32, ptr %.328, align 4
  %.330 = sext i32 %.329 to i64
  %.331 = or i64 %.324, %.330
  %.332 = add nsw i64 %.331, 1
  store i64 0, ptr %.340, align 8
  %.344 = call i32 @find_pair(ptr nonnull %.340, i64 %.23, i64 %.27, i64 %.332)
  %.354 = load i64, ptr %.340, align 8
  switch i32 %.344, label %B656.if [
    i32 -2, label %B656.endif
    i32 0, label %B656.endif
  ], !prof !0
B808:
  %.382.not = icmp slt i64 %used.5.0, %.44
  br i1 %.382.not, label %B822, label %B932
B822:
  %.419 = add nsw i64 %used.5.0, 1
  %.427 = inttoptr i64 %.23 to ptr
  %.428 = getelementptr i64, ptr %.427, i64 %.354
  store i64 %.332, ptr %.428, align 8
  %.437 = inttoptr i64 %arg.fresh to ptr
  %.438 = getelementptr i32, ptr %.437, i64 %count.9.0
  %.439 = trunc i64 %j.8.0 to i32
  store i32 %.439, ptr %.438, align 4
  %.442 = add nsw i64 %count.9.0, 1
  br label %B910
B910:
  %used.4.1 = phi i64 [ %.419, %B822 ], [ %used.5.0, %B656.endif ]
  %count.6.1 = phi i64 [ %.442, %B822 ], [ %count.9.0, %B656.endif ]
  %.469 = add nsw i64 %j.8.0, 1
  %.475 = icmp slt i64 %.469, %arg.to
  br i1 %.475, label %B656, label %B932
B932:
  %used.5.1 = phi i64 [ %.48, %B644 ], [ %used.4.1, %B910 ], [ %used.5.0, %B808 ]
  %count.9.1 = phi i64 [ 0, %B644 ], [ %count.6.1, %B910 ], [ %count.9.0, %B808 ]
  %j.8.1 = phi i64 [ %arg.start, %B644 ], [ %.469, %B910 ], [ %j.8.0, %B808 ]
  %.514 = inttoptr i64 %arg.s to ptr
  %.515 = getelementptr i8, ptr %.514, i64 32
  store i64 %used.5.1, ptr %.515, align 8
  br label %B1568
B980:
  %.550 = icmp slt i64 %arg.start, %arg.to
  br i1 %.550, label %B994, label %B1524
B994:
  %used.8.0 = phi i64 [ %.48, %B980 ], [ %used.7.1, %B1346 ]
  %count.11.0 = phi i64 [ 0, %B980 ], [ %.821, %B1346 ]
  %j.10.0 = phi i64 [ %arg.start, %B980 ], [ %.831, %B1346 ]
  %.565 = inttoptr i64 %arg.ys to ptr
  %.566 = getelementptr i32, ptr %.565, i64 %j.10.0
  %.567 = load i32, ptr %.566, align 4
  %.568 = sext i32 %.567 to i64
  %.571 = inttoptr i64 %arg.xs to ptr
  %.572 = getelementptr i32, ptr %.571, i64 %j.10.0
  %.573 = load i32, ptr %.572, align 4
  %.574 = sext i32 %.573 to i64
  %.575 = shl nsw i64 %.574, 32
  %.576 = ashr i64 %.568, 6
  %.577 = or i64 %.575, %.576
  %.578 = add nsw i64 %.577, 1
  %.579 = and i64 %.568, 63
  %.580 = shl nuw i64 1, %.579
  %.589 = mul i64 %.578, -7046029254386353131
  %.590 = lshr i64 %.589, %.31
  %.601 = inttoptr i64 %.23 to ptr
  %.602.idx = shl i64 %.590, 4
  %.602 = getelementptr i8, ptr %.601, i64 %.602.idx
  %.603 = load i64, ptr %.602, align 8
  %.613.not = icmp eq i64 %.603, %.578
  br i1 %.613.not, label %B1270, label %B1180
B1180:
  %.628.not = icmp eq i64 %.603, 0
  br i1 %.628.not, label %B1270, label %B1192
B1192:
  %i.4.1 = phi i64 [ %.590, %B1180 ], [ %.640, %B1258 ]
  %.636 = add nsw i64 %i.4.1, 1
  %.640 = and i64 %.636, %.27
  %.650 = inttoptr i64 %.23 to ptr
  %.651.idx = shl i64 %.640, 4
  %.651 = getelementptr i8, ptr %.650, i64 %.651.idx
  %.652 = load i64, ptr %.651, align 8
  %.661.not = icmp eq i64 %.652, %.578
  br i1 %.661.not, label %B1270, label %B1258
B1258:
  %.675.not = icmp eq i64 %.652, 0
  br i1 %.675.not, label %B1270, label %B1192
B1270:
  %i.4.2 = phi i64 [ %.640, %B1258 ], [ %.640, %B1192 ], [ %.590, %B1180 ], [ %.590, %B994 ]
  %entry.2.2 = phi i64 [ 0, %B1258 ], [ %.652, %B1192 ], [ 0, %B1180 ], [ %.603, %B994 ]
  %.699 = icmp eq i64 %entry.2.2, 0
  br i1 %.699, label %B1282, label %B1346
B1282:
  %.707.not = icmp slt i64 %used.8.0, %.44
  br i1 %.707.not, label %B1296, label %B1524
B1296:
  %.748 = add nsw i64 %used.8.0, 1
  %.757 = inttoptr i64 %.23 to ptr
  %.758.idx = shl i64 %i.4.2, 4
  %.758 = getelementptr i8, ptr %.757, i64 %.758.idx
  store i64 %.578, ptr %.758, align 8
  br label %B1346
B1346:
  %used.7.1 = phi i64 [ %.748, %B1296 ], [ %used.8.0, %B1270 ]
  %.771 = inttoptr i64 %.23 to ptr
  %.idx = shl i64 %i.4.2, 4
  %2 = getelementptr i8, ptr %.771, i64 %.idx
  %.772 = getelementptr i8, ptr %2, i64 8
  %.773 = load i64, ptr %.772, align 8
  %.780 = or i64 %.773, %.580
  %.782 = inttoptr i64 %.23 to ptr
  %.idx326 = shl i64 %i.4.2, 4
  %3 = getelementptr i8, ptr %.782, i64 %.idx326
  %.783 = getelementptr i8, ptr %3, i64 8
  store i64 %.780, ptr %.783, align 8
  %.788 = inttoptr i64 %arg.fresh to ptr
  %.789 = getelementptr i32, ptr %.788, i64 %count.11.0
  %.790 = trunc i64 %j.10.0 to i32
  store i32 %.790, ptr %.789, align 4
  %4 = xor i64 %.773, -1
  %5 = lshr i64 %4, %.579
  %.325 = and i64 %5, 1
  %.821 = add nuw nsw i64 %count.11.0, %.325
  %.831 = add nsw i64 %j.10.0, 1
  %.837 = icmp slt i64 %.831, %arg.to
  br i1 %.837, label %B994, label %B1524
B1524:
  %used.8.1 = phi i64 [ %.48, %B980 ], [ %used.7.1, %B1346 ], [ %used.8.0, %B1282 ]
  %count.11.1 = phi i64 [ 0, %B980 ], [ %.821, %B1346 ], [ %count.11.0, %B1282 ]
  %j.10.1 = phi i64 [ %arg.start, %B980 ], [ %.831, %B1346 ], [ %j.10.0, %B1282 ]
  %.878 = inttoptr i64 %arg.s to ptr
  %.879 = getelementptr i8, ptr %.878, i64 32
  store i64 %used.8.1, ptr %.879, align 8
  br label %B1568
common.ret:
  %common.ret.op = phi i32 [ 0, %B1568 ], [ %.344, %B656.if ]
  ret i32 %common.ret.op
B1568:
  %count.8.0 = phi i64 [ %count.11.1, %B1524 ], [ %count.9.1, %B932 ], [ 0, %B282 ], [ %.205, %B390 ], [ %count.10.0, %B294 ]
  %j.7.0 = phi i64 [ %j.10.1, %B1524 ], [ %j.8.1, %B932 ], [ %arg.start, %B282 ], [ %.215, %B390 ], [ %j.9.0, %B294 ]
  %.886 = inttoptr i64 %arg.s to ptr
  %.887 = getelementptr i8, ptr %.886, i64 48
  store i64 %count.8.0, ptr %.887, align 8
  store i64 %j.7.0, ptr %retptr, align 8
  br label %common.ret
B656.if:
  %.352 = icmp sgt i32 %.344, 0
  %.345 = load ptr, ptr %excinfo.1, align 8
  %.353 = select i1 %.352, ptr %.345, ptr undef
  store ptr %.353, ptr %excinfo, align 8
  br label %common.ret
B656.endif:
  %.371 = inttoptr i64 %.23 to ptr
  %.372 = getelementptr i64, ptr %.371, i64 %.354
  %.373 = load i64, ptr %.372, align 8
  %.374 = icmp eq i64 %.373, 0
  br i1 %.374, label %B808, label %B910
}
define internal i32 @hash_columns.2(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.columns, i64 %arg.width, i64 %arg.start, i64 %arg.to, i64 %arg.hashes) {
entry:
  %.44 = alloca i64, align 8
  %.47 = alloca i64, align 8
  %.177 = alloca i64, align 8
  %.180 = alloca i64, align 8
  %.307 = alloca i64, align 8
  %.310 = alloca i64, align 8
  %.409 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.478 = alloca i64, align 8
  %.481 = alloca i64, align 8
  store i64 %arg.start, ptr %.44, align 8
  %.57 = sub i64 %arg.to, %arg.start
  %.58 = icmp slt i64 %.57, 1
  %..57 = select i1 %.58, i64 0, i64 %.57
  store i64 %..57, ptr %.47, align 8
  br label %B36
B36:
  %.101 = load i64, ptr %.47, align 8
  %.102 = icmp sgt i64 %.101, 0
  br i1 %.102, label %B36.if, label %B82
B82:
  store i64 0, ptr %.177, align 8
  %.191 = icmp slt i64 %arg.width, 1
  %.arg.width = select i1 %.191, i64 0, i64 %arg.width
  store i64 %.arg.width, ptr %.180, align 8
  br label %B112
B112:
  %.232 = load i64, ptr %.180, align 8
  %.233 = icmp sgt i64 %.232, 0
  br i1 %.233, label %B112.if, label %B564
B168:
  store i64 %arg.start, ptr %.307, align 8
  %.320 = sub i64 %arg.to, %arg.start
  %.321 = icmp slt i64 %.320, 1
  %..320 = select i1 %.321, i64 0, i64 %.320
  store i64 %..320, ptr %.310, align 8
  br label %B200
B200:
  %.362 = load i64, ptr %.310, align 8
  %.363 = icmp sgt i64 %.362, 0
  br i1 %.363, label %B200.if, label %B565
B366:
  store i64 %arg.start, ptr %.478, align 8
  %.491 = sub i64 %arg.to, %arg.start
  %.492 = icmp slt i64 %.491, 1
  %..491 = select i1 %.492, i64 0, i64 %.491
  store i64 %..491, ptr %.481, align 8
  br label %B398
B398:
  %.533 = load i64, ptr %.481, align 8
  %.534 = icmp sgt i64 %.533, 0
  br i1 %.534, label %B398.if, label %B565
common.ret:
  %common.ret.op = phi i32 [ 0, %B564 ], [ %.413, %B202.if ]
  ret i32 %common.ret.op
B564:
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B565:
  br label %B112
B36.if:
  %.108 = load i64, ptr %.44, align 8
  %.111 = add nsw i64 %.101, -1
  store i64 %.111, ptr %.47, align 8
  %.115 = add i64 %.108, 1
  store i64 %.115, ptr %.44, align 8
  %.141 = sub nsw i64 %.108, %arg.start
  %.143 = inttoptr i64 %arg.hashes to ptr
  %.144 = getelementptr i64, ptr %.143, i64 %.141
  store i64 1, ptr %.144, align 8
  br label %B36
B112.if:
  %.239 = load i64, ptr %.177, align 8
  %.242 = add nsw i64 %.232, -1
  store i64 %.242, ptr %.180, align 8
  %.246 = add i64 %.239, 1
  store i64 %.246, ptr %.177, align 8
  %.272 = inttoptr i64 %arg.columns to ptr
  %.273 = getelementptr i64, ptr %.272, i64 %.239
  %.274 = load i64, ptr %.273, align 8
  %.279 = and i64 %.274, 1
  %.280.not = icmp eq i64 %.279, 0
  br i1 %.280.not, label %B366, label %B168
B200.if:
  %.369 = load i64, ptr %.307, align 8
  %.372 = add nsw i64 %.362, -1
  store i64 %.372, ptr %.310, align 8
  %.376 = add i64 %.369, 1
  store i64 %.376, ptr %.307, align 8
  %.402 = sub nsw i64 %.369, %arg.start
  %.404 = inttoptr i64 %arg.hashes to ptr
  %.405 = getelementptr i64, ptr %.404, i64 %.402
  %.406 = load i64, ptr %.405, align 8
  store i64 0, ptr %.409, align 8
  %.413 = call i32 @item(ptr nonnull %.409, i64 %.274, i64 %.369)
  switch i32 %.413, label %B202.if [
    i32 -2, label %B202.endif
    i32 0, label %B202.endif
  ], !prof !0
B202.if:
  %.421 = icmp sgt i32 %.413, 0
  %.414 = load ptr, ptr %excinfo.1, align 8
  %.422 = select i1 %.421, ptr %.414, ptr undef
  store ptr %.422, ptr %excinfo, align 8
  br label %common.ret
B202.endif:
  %.423 = load i64, ptr %.409, align 8
  %.433 = xor i64 %.406, %.423
  %.434 = mul i64 %.433, -7046029254386353131
  %.437 = sub nsw i64 %.369, %arg.start
  %.438 = lshr i64 %.434, 29
  %.440 = xor i64 %.434, %.438
  %.442 = inttoptr i64 %arg.hashes to ptr
  %.443 = getelementptr i64, ptr %.442, i64 %.437
  store i64 %.440, ptr %.443, align 8
  br label %B200
B398.if:
  %.540 = load i64, ptr %.478, align 8
  %.543 = add nsw i64 %.533, -1
  store i64 %.543, ptr %.481, align 8
  %.547 = add i64 %.540, 1
  store i64 %.547, ptr %.478, align 8
  %.573 = sub nsw i64 %.540, %arg.start
  %.575 = inttoptr i64 %arg.hashes to ptr
  %.576 = getelementptr i64, ptr %.575, i64 %.573
  %.577 = load i64, ptr %.576, align 8
  %.579 = inttoptr i64 %.274 to ptr
  %.580 = getelementptr i32, ptr %.579, i64 %.540
  %.581 = load i32, ptr %.580, align 4
  %.582 = sext i32 %.581 to i64
  %.583 = xor i64 %.577, %.582
  %.584 = mul i64 %.583, -7046029254386353131
  %.587 = sub nsw i64 %.540, %arg.start
  %.588 = lshr i64 %.584, 29
  %.590 = xor i64 %.584, %.588
  %.592 = inttoptr i64 %arg.hashes to ptr
  %.593 = getelementptr i64, ptr %.592, i64 %.587
  store i64 %.590, ptr %.593, align 8
  br label %B398
}
define internal i32 @put_item(ptr noalias %retptr, i64 %arg.column, i64 %arg.row, i64 %arg.value) {
entry:
  %.14 = and i64 %arg.column, 1
  %.15.not = icmp eq i64 %.14, 0
  br i1 %.15.not, label %B78, label %B24
common.ret:
  store ptr null, ptr %retptr, align 8
  ret i32 0
B24:
  %.18 = add nsw i64 %arg.column, -1
  %.23 = inttoptr i64 %.18 to ptr
  %.24 = getelementptr i16, ptr %.23, i64 %arg.row
  %.25 = trunc i64 %arg.value to i16
  store i16 %.25, ptr %.24, align 2
  br label %common.ret
B78:
  %.36 = inttoptr i64 %arg.column to ptr
  %.37 = getelementptr i32, ptr %.36, i64 %arg.row
  %.38 = trunc i64 %arg.value to i32
  store i32 %.38, ptr %.37, align 4
  br label %common.ret
}
define internal i32 @check(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.o, i64 %arg.made) {
entry:
  %.59 = alloca i64, align 8
  %.62 = alloca i64, align 8
  %.206 = alloca i64, align 8
  %.209 = alloca i64, align 8
  %.313 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.399 = alloca i64, align 8
  %.402 = alloca i64, align 8
  %.504 = alloca ptr, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.12 = inttoptr i64 %arg.o to ptr
  %.13 = getelementptr i8, ptr %.12, i64 176
  %.14 = load i64, ptr %.13, align 8
  %.16 = inttoptr i64 %arg.o to ptr
  %.17 = getelementptr i8, ptr %.16, i64 144
  %.18 = load i64, ptr %.17, align 8
  %.20 = inttoptr i64 %arg.o to ptr
  %.21 = getelementptr i8, ptr %.20, i64 160
  %.22 = load i64, ptr %.21, align 8
  %.33 = inttoptr i64 %arg.o to ptr
  %.34 = getelementptr i8, ptr %.33, i64 152
  %.35 = load i64, ptr %.34, align 8
  store i64 0, ptr %.59, align 8
  %.73 = icmp slt i64 %.35, 1
  %..35 = select i1 %.73, i64 0, i64 %.35
  store i64 %..35, ptr %.62, align 8
  br label %B198
B198:
  %made.3.0 = phi i64 [ %arg.made, %entry ], [ %made.4.1, %B700 ]
  %.116 = load i64, ptr %.62, align 8
  %.117 = icmp sgt i64 %.116, 0
  br i1 %.117, label %B198.if, label %B702
B376:
  %n.2.1 = phi i64 [ 0, %B198.if ], [ %.346, %B378.endif ]
  %.261 = load i64, ptr %.209, align 8
  %.262 = icmp sgt i64 %.261, 0
  br i1 %.262, label %B376.if, label %B518
B518:
  %.366 = icmp slt i64 %n.2.1, %made.3.0
  br i1 %.366, label %B530, label %B700
B530:
  %.373 = inttoptr i64 %arg.o to ptr
  %.374 = getelementptr i8, ptr %.373, i64 168
  %.375 = load i64, ptr %.374, align 8
  store i64 0, ptr %.399, align 8
  %.413 = icmp slt i64 %.375, 1
  %..375 = select i1 %.413, i64 0, i64 %.375
  store i64 %..375, ptr %.402, align 8
  br label %B598
B598:
  %.454 = load i64, ptr %.402, align 8
  %.455 = icmp sgt i64 %.454, 0
  br i1 %.455, label %B598.if, label %B700
B700:
  %made.4.1 = phi i64 [ %made.3.0, %B518 ], [ %n.2.1, %B598 ]
  br label %B198
B702:
  %.562 = inttoptr i64 %arg.o to ptr
  %.563 = getelementptr i8, ptr %.562, i64 64
  %.564 = load i64, ptr %.563, align 8
  %.565.not = icmp eq i64 %.564, 0
  br i1 %.565.not, label %B862, label %B744
B744:
  %.571.not = icmp eq i64 %made.3.0, 0
  br i1 %.571.not, label %B862, label %B748
B748:
  %.578 = inttoptr i64 %arg.o to ptr
  %.579 = getelementptr i8, ptr %.578, i64 8
  %.580 = load i64, ptr %.579, align 8
  %.581 = inttoptr i64 %.580 to ptr
  %.583 = load i64, ptr %.581, align 8
  %.585 = inttoptr i64 %arg.o to ptr
  %.586 = getelementptr i8, ptr %.585, i64 72
  store i64 %.583, ptr %.586, align 8
  br label %B862
common.ret:
  %common.ret.op = phi i32 [ 0, %B862 ], [ %.317, %B378.if ], [ %.508, %B600.if ]
  ret i32 %common.ret.op
B862:
  %made.5.0 = phi i64 [ 1, %B748 ], [ 0, %B744 ], [ %made.3.0, %B702 ]
  %.592 = inttoptr i64 %arg.o to ptr
  %.593 = getelementptr i8, ptr %.592, i64 16
  %.594 = load i64, ptr %.593, align 8
  %.598 = inttoptr i64 %.594 to ptr
  store i64 %made.5.0, ptr %.598, align 8
  store ptr null, ptr %retptr, align 8
  br label %common.ret
B198.if:
  %.123 = load i64, ptr %.59, align 8
  %.126 = add nsw i64 %.116, -1
  store i64 %.126, ptr %.62, align 8
  %.130 = add i64 %.123, 1
  store i64 %.130, ptr %.59, align 8
  %0 = mul nsw i64 %.123, 24
  %.157 = add nsw i64 %.18, %0
  %.158 = inttoptr i64 %.157 to ptr
  %.160 = load i64, ptr %.158, align 8
  %.161 = inttoptr i64 %.160 to ptr
  %.163 = load i64, ptr %.161, align 8
  %.164 = inttoptr i64 %.157 to ptr
  %.165 = getelementptr i8, ptr %.164, i64 8
  %.166 = load i64, ptr %.165, align 8
  %.167 = inttoptr i64 %.157 to ptr
  %.168 = getelementptr i8, ptr %.167, i64 16
  %.169 = load i64, ptr %.168, align 8
  store i64 0, ptr %.206, align 8
  %.220 = icmp slt i64 %made.3.0, 1
  %.made.3.0 = select i1 %.220, i64 0, i64 %made.3.0
  store i64 %.made.3.0, ptr %.209, align 8
  br label %B376
B376.if:
  %.268 = load i64, ptr %.206, align 8
  %.271 = add nsw i64 %.261, -1
  store i64 %.271, ptr %.209, align 8
  %.275 = add i64 %.268, 1
  store i64 %.275, ptr %.206, align 8
  %.302 = inttoptr i64 %.14 to ptr
  %.303 = getelementptr i32, ptr %.302, i64 %n.2.1
  %.304 = trunc i64 %.268 to i32
  store i32 %.304, ptr %.303, align 4
  %.308 = inttoptr i64 %.166 to ptr
  %.309 = getelementptr i32, ptr %.308, i64 %.268
  %.310 = load i32, ptr %.309, align 4
  %.311 = sext i32 %.310 to i64
  store i64 0, ptr %.313, align 8
  %.317 = call i32 @item(ptr nonnull %.313, i64 %.163, i64 %.311)
  switch i32 %.317, label %B378.if [
    i32 -2, label %B378.endif
    i32 0, label %B378.endif
  ], !prof !0
B378.if:
  %.325 = icmp sgt i32 %.317, 0
  %.318 = load ptr, ptr %excinfo.1, align 8
  %.326 = select i1 %.325, ptr %.318, ptr undef
  store ptr %.326, ptr %excinfo, align 8
  br label %common.ret
B378.endif:
  %.327 = load i64, ptr %.313, align 8
  %.338 = inttoptr i64 %.169 to ptr
  %.339 = getelementptr i32, ptr %.338, i64 %.268
  %.340 = load i32, ptr %.339, align 4
  %.341 = sext i32 %.340 to i64
  %.342 = icmp eq i64 %.327, %.341
  %.345 = zext i1 %.342 to i64
  %.346 = add nuw nsw i64 %n.2.1, %.345
  br label %B376
B598.if:
  %.461 = load i64, ptr %.399, align 8
  %.464 = add nsw i64 %.454, -1
  store i64 %.464, ptr %.402, align 8
  %.468 = add i64 %.461, 1
  store i64 %.468, ptr %.399, align 8
  %.495 = inttoptr i64 %.22 to ptr
  %.496 = getelementptr i64, ptr %.495, i64 %.461
  %.497 = load i64, ptr %.496, align 8
  %.499 = inttoptr i64 %.22 to ptr
  %.500 = getelementptr i64, ptr %.499, i64 %.461
  %.501 = load i64, ptr %.500, align 8
  store ptr null, ptr %.504, align 8
  %.508 = call i32 @gather(ptr nonnull %.504, ptr nonnull %excinfo.2, i64 %.497, i64 %.14, i64 %.501, i64 %n.2.1)
  switch i32 %.508, label %B600.if [
    i32 -2, label %B598
    i32 0, label %B598
  ], !prof !0
B600.if:
  %.516 = icmp sgt i32 %.508, 0
  %.509 = load ptr, ptr %excinfo.2, align 8
  %.517 = select i1 %.516, ptr %.509, ptr undef
  store ptr %.517, ptr %excinfo, align 8
  br label %common.ret
}
define internal i32 @ask_for_rows(ptr noalias %retptr, i64 %arg.o, i64 %arg.ats, i64 %arg.count) {
entry:
  %.47 = alloca i64, align 8
  %.50 = alloca i64, align 8
  %.212 = alloca i64, align 8
  %.215 = alloca i64, align 8
  %.14 = inttoptr i64 %arg.o to ptr
  %.15 = getelementptr i8, ptr %.14, i64 120
  %.16 = load i64, ptr %.15, align 8
  %.21 = inttoptr i64 %arg.o to ptr
  %.22 = getelementptr i8, ptr %.21, i64 136
  %.23 = load i64, ptr %.22, align 8
  store i64 0, ptr %.47, align 8
  %.61 = icmp slt i64 %.23, 1
  %..23 = select i1 %.61, i64 0, i64 %.23
  store i64 %..23, ptr %.50, align 8
  br label %B114
B114:
  %.104 = load i64, ptr %.50, align 8
  %.105 = icmp sgt i64 %.104, 0
  br i1 %.105, label %B114.if, label %B408
B212:
  %.160 = inttoptr i64 %.148 to ptr
  %.162 = load i64, ptr %.160, align 8
  %.165 = inttoptr i64 %.162 to ptr
  %.167 = load i64, ptr %.165, align 8
  %.172 = and i64 %.167, 1
  store i64 0, ptr %.212, align 8
  %.226 = icmp slt i64 %arg.count, 1
  %.arg.count = select i1 %.226, i64 0, i64 %arg.count
  store i64 %.arg.count, ptr %.215, align 8
  br label %B330
B330:
  %.267 = load i64, ptr %.215, align 8
  %.268 = icmp sgt i64 %.267, 0
  br i1 %.268, label %B330.if, label %B406
B406:
  br label %B114
B408:
  store ptr null, ptr %retptr, align 8
  ret i32 0
B114.if:
  %.111 = load i64, ptr %.47, align 8
  %.114 = add nsw i64 %.104, -1
  store i64 %.114, ptr %.50, align 8
  %.118 = add i64 %.111, 1
  store i64 %.118, ptr %.47, align 8
  %0 = mul nsw i64 %.111, 24
  %.144 = inttoptr i64 %arg.o to ptr
  %.145 = getelementptr i8, ptr %.144, i64 128
  %.146 = load i64, ptr %.145, align 8
  %.148 = add nsw i64 %.146, %0
  %.153 = inttoptr i64 %.148 to ptr
  %.154 = getelementptr i8, ptr %.153, i64 8
  %.155 = load i64, ptr %.154, align 8
  %.157 = icmp eq i64 %.155, %.16
  br i1 %.157, label %B212, label %B406
B330.if:
  %.274 = load i64, ptr %.212, align 8
  %.277 = add nsw i64 %.267, -1
  store i64 %.277, ptr %.215, align 8
  %.281 = add i64 %.274, 1
  store i64 %.281, ptr %.212, align 8
  %.307 = inttoptr i64 %arg.ats to ptr
  %.308 = getelementptr i32, ptr %.307, i64 %.274
  %.309 = load i32, ptr %.308, align 4
  %.310 = sext i32 %.309 to i64
  %1 = sub nuw nsw i64 2, %.172
  %.312 = shl nsw i64 %.310, %1
  %.314 = add nsw i64 %.167, %.312
  %.315 = inttoptr i64 %.314 to ptr
  call void @llvm.prefetch.p0(ptr %.315, i32 0, i32 3, i32 1)
  br label %B330
}
define i32 @sort_groups(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.95 = alloca i64, align 8
  %.98 = alloca i64, align 8
  %.193 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.261 = alloca i64, align 8
  %.264 = alloca i64, align 8
  %.403 = alloca i64, align 8
  %.406 = alloca i64, align 8
  %.503 = alloca i64, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.585 = alloca i64, align 8
  store i64 0, ptr %.585, align 8
  %.588 = alloca i64, align 8
  store i64 0, ptr %.588, align 8
  %.692 = alloca i64, align 8
  store i64 0, ptr %.692, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.9 = getelementptr i8, ptr %.8, i64 8
  %.10 = load i64, ptr %.9, align 8
  %.11 = inttoptr i64 %arg.f to ptr
  %.12 = getelementptr i8, ptr %.11, i64 16
  %.13 = load i64, ptr %.12, align 8
  %.14 = inttoptr i64 %arg.f to ptr
  %.15 = getelementptr i8, ptr %.14, i64 24
  %.16 = load i64, ptr %.15, align 8
  %.53 = inttoptr i64 %arg.f to ptr
  %.54 = getelementptr i8, ptr %.53, i64 32
  %.55 = load i64, ptr %.54, align 8
  %.56 = inttoptr i64 %arg.f to ptr
  %.57 = getelementptr i8, ptr %.56, i64 40
  %.58 = load i64, ptr %.57, align 8
  %.59 = inttoptr i64 %arg.f to ptr
  %.60 = getelementptr i8, ptr %.59, i64 48
  %.61 = load i64, ptr %.60, align 8
  store i64 0, ptr %.95, align 8
  %.109 = icmp slt i64 %.10, 1
  %..10 = select i1 %.109, i64 0, i64 %.10
  store i64 %..10, ptr %.98, align 8
  br label %B264
B264:
  %.152 = load i64, ptr %.98, align 8
  %.153 = icmp sgt i64 %.152, 0
  br i1 %.153, label %B264.if, label %B376
B376:
  store i64 2, ptr %.261, align 8
  %.275 = icmp slt i64 %.55, 1
  %..55 = select i1 %.275, i64 0, i64 %.55
  store i64 %..55, ptr %.264, align 8
  br label %B414
B414:
  %.316 = load i64, ptr %.264, align 8
  %.317 = icmp sgt i64 %.316, 0
  br i1 %.317, label %B414.if, label %B522
B522:
  store i64 0, ptr %.403, align 8
  %.417 = icmp slt i64 %.10, 1
  %..10177 = select i1 %.417, i64 0, i64 %.10
  store i64 %..10177, ptr %.406, align 8
  br label %B552
B552:
  %.458 = load i64, ptr %.406, align 8
  %.459 = icmp sgt i64 %.458, 0
  br i1 %.459, label %B552.if, label %B878
B630:
  %.546 = inttoptr i64 %.16 to ptr
  %.547 = getelementptr i32, ptr %.546, i64 %.536
  %.548 = trunc i64 %.465 to i32
  store i32 %.548, ptr %.547, align 4
  br label %B664
B664:
  %.552 = add i32 %.535, 1
  %.555 = inttoptr i64 %.13 to ptr
  %.556 = getelementptr i32, ptr %.555, i64 %.527
  store i32 %.552, ptr %.556, align 4
  store i64 0, ptr %.585, align 8
  %.599 = icmp slt i64 %.61, 1
  %..61 = select i1 %.599, i64 0, i64 %.61
  store i64 %..61, ptr %.588, align 8
  br label %B734
B734:
  %.640 = load i64, ptr %.588, align 8
  %.641 = icmp sgt i64 %.640, 0
  br i1 %.641, label %B734.if, label %B552
common.ret:
  %common.ret.op = phi i32 [ 0, %B878 ], [ %.197, %B266.if ], [ %.507, %B554.if ], [ %.696, %B736.if ]
  ret i32 %common.ret.op
B878:
  store i64 0, ptr %retptr, align 8
  br label %common.ret
B264.if:
  %.159 = load i64, ptr %.95, align 8
  %.162 = add nsw i64 %.152, -1
  store i64 %.162, ptr %.98, align 8
  %.166 = add i64 %.159, 1
  store i64 %.166, ptr %.95, align 8
  store i64 0, ptr %.193, align 8
  %.197 = call i32 @item(ptr nonnull %.193, i64 %.7, i64 %.159)
  switch i32 %.197, label %B266.if [
    i32 -2, label %B266.endif
    i32 0, label %B266.endif
  ], !prof !0
B266.if:
  %.205 = icmp sgt i32 %.197, 0
  %.198 = load ptr, ptr %excinfo.1, align 8
  %.206 = select i1 %.205, ptr %.198, ptr undef
  store ptr %.206, ptr %excinfo, align 8
  br label %common.ret
B266.endif:
  %.207 = load i64, ptr %.193, align 8
  %.217 = add nsw i64 %.207, 2
  %.219 = inttoptr i64 %.13 to ptr
  %.220 = getelementptr i32, ptr %.219, i64 %.217
  %.221 = load i32, ptr %.220, align 4
  %.223 = add i32 %.221, 1
  %.225 = inttoptr i64 %.13 to ptr
  %.226 = getelementptr i32, ptr %.225, i64 %.217
  store i32 %.223, ptr %.226, align 4
  br label %B264
B414.if:
  %.323 = load i64, ptr %.261, align 8
  %.326 = add nsw i64 %.316, -1
  store i64 %.326, ptr %.264, align 8
  %.330 = add i64 %.323, 1
  store i64 %.330, ptr %.261, align 8
  %.356 = inttoptr i64 %.13 to ptr
  %.357 = getelementptr i32, ptr %.356, i64 %.323
  %.358 = load i32, ptr %.357, align 4
  %.362 = inttoptr i64 %.13 to ptr
  %0 = getelementptr i32, ptr %.362, i64 %.323
  %.363 = getelementptr i8, ptr %0, i64 -4
  %.364 = load i32, ptr %.363, align 4
  %.366 = add i32 %.358, %.364
  %.368 = inttoptr i64 %.13 to ptr
  %.369 = getelementptr i32, ptr %.368, i64 %.323
  store i32 %.366, ptr %.369, align 4
  br label %B414
B552.if:
  %.465 = load i64, ptr %.403, align 8
  %.468 = add nsw i64 %.458, -1
  store i64 %.468, ptr %.406, align 8
  %.472 = add i64 %.465, 1
  store i64 %.472, ptr %.403, align 8
  store i64 0, ptr %.503, align 8
  %.507 = call i32 @item(ptr nonnull %.503, i64 %.7, i64 %.465)
  switch i32 %.507, label %B554.if [
    i32 -2, label %B554.endif
    i32 0, label %B554.endif
  ], !prof !0
B554.if:
  %.515 = icmp sgt i32 %.507, 0
  %.508 = load ptr, ptr %excinfo.2, align 8
  %.516 = select i1 %.515, ptr %.508, ptr undef
  store ptr %.516, ptr %excinfo, align 8
  br label %common.ret
B554.endif:
  %.517 = load i64, ptr %.503, align 8
  %.527 = add nsw i64 %.517, 1
  %.533 = inttoptr i64 %.13 to ptr
  %.534 = getelementptr i32, ptr %.533, i64 %.527
  %.535 = load i32, ptr %.534, align 4
  %.536 = sext i32 %.535 to i64
  %.541.not = icmp eq i64 %.16, 0
  br i1 %.541.not, label %B664, label %B630
B734.if:
  %.647 = load i64, ptr %.585, align 8
  %.650 = add nsw i64 %.640, -1
  store i64 %.650, ptr %.588, align 8
  %.654 = add i64 %.647, 1
  store i64 %.654, ptr %.585, align 8
  %1 = shl i64 %.647, 4
  %.682 = inttoptr i64 %.58 to ptr
  %2 = getelementptr i8, ptr %.682, i64 %1
  %.683 = getelementptr i8, ptr %2, i64 8
  %.684 = load i64, ptr %.683, align 8
  %.688 = inttoptr i64 %.58 to ptr
  %.689 = getelementptr i8, ptr %.688, i64 %1
  %.690 = load i64, ptr %.689, align 8
  store i64 0, ptr %.692, align 8
  %.696 = call i32 @item(ptr nonnull %.692, i64 %.690, i64 %.465)
  switch i32 %.696, label %B736.if [
    i32 -2, label %B736.endif
    i32 0, label %B736.endif
  ], !prof !0
B736.if:
  %.704 = icmp sgt i32 %.696, 0
  %.697 = load ptr, ptr %excinfo.3, align 8
  %.705 = select i1 %.704, ptr %.697, ptr undef
  store ptr %.705, ptr %excinfo, align 8
  br label %common.ret
B736.endif:
  %.706 = load i64, ptr %.692, align 8
  %.717 = inttoptr i64 %.684 to ptr
  %.718 = getelementptr i32, ptr %.717, i64 %.536
  %.719 = trunc i64 %.706 to i32
  store i32 %.719, ptr %.718, align 4
  br label %B734
}
define i32 @make_groups(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.166 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.207 = alloca ptr, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.260 = alloca i64, align 8
  %.263 = alloca i64, align 8
  %.530 = alloca i8, align 1
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.9 = getelementptr i8, ptr %.8, i64 8
  %.10 = load i64, ptr %.9, align 8
  %.11 = inttoptr i64 %arg.f to ptr
  %.12 = getelementptr i8, ptr %.11, i64 16
  %.13 = load i64, ptr %.12, align 8
  %.14 = inttoptr i64 %arg.f to ptr
  %.15 = getelementptr i8, ptr %.14, i64 24
  %.16 = load i64, ptr %.15, align 8
  %.17 = inttoptr i64 %arg.f to ptr
  %.18 = getelementptr i8, ptr %.17, i64 32
  %.19 = load i64, ptr %.18, align 8
  %.20 = inttoptr i64 %arg.f to ptr
  %.21 = getelementptr i8, ptr %.20, i64 40
  %.22 = load i64, ptr %.21, align 8
  %.23 = inttoptr i64 %arg.f to ptr
  %.24 = getelementptr i8, ptr %.23, i64 48
  %.25 = load i64, ptr %.24, align 8
  %.90 = inttoptr i64 %.7 to ptr
  %.91 = getelementptr i8, ptr %.90, i64 96
  %.92 = load i64, ptr %.91, align 8
  %.94 = inttoptr i64 %.7 to ptr
  %.95 = getelementptr i8, ptr %.94, i64 32
  %.96 = load i64, ptr %.95, align 8
  %.98 = inttoptr i64 %.7 to ptr
  %.99 = getelementptr i8, ptr %.98, i64 40
  %.100 = load i64, ptr %.99, align 8
  %.102 = inttoptr i64 %.7 to ptr
  %.103 = getelementptr i8, ptr %.102, i64 48
  %.104 = load i64, ptr %.103, align 8
  %.142 = inttoptr i64 %.7 to ptr
  %.143 = getelementptr i8, ptr %.142, i64 56
  %.144 = load i64, ptr %.143, align 8
  %.146 = inttoptr i64 %.7 to ptr
  %.147 = getelementptr i8, ptr %.146, i64 104
  %.148 = load i64, ptr %.147, align 8
  %.156 = icmp slt i64 %.10, %.13
  br i1 %.156, label %B506, label %B1322
B506:
  %row.2.0 = phi i64 [ %.10, %entry ], [ %row.3.2, %B1308 ]
  %.162 = add nsw i64 %row.2.0, 1024
  store i64 0, ptr %.166, align 8
  %.172 = call i32 @impl.2(ptr nonnull %.166, i64 %.162, i64 %.13)
  %.182 = load i64, ptr %.166, align 8
  switch i32 %.172, label %B506.if [
    i32 -2, label %B506.endif
    i32 0, label %B506.endif
  ], !prof !0
B618:
  %.236 = sub nsw i64 %.182, %row.2.0
  store i64 0, ptr %.260, align 8
  %.274 = icmp slt i64 %.236, 1
  %..236 = select i1 %.274, i64 0, i64 %.236
  store i64 %..236, ptr %.263, align 8
  br label %B654
B654:
  %.315 = load i64, ptr %.263, align 8
  %.316 = icmp sgt i64 %.315, 0
  br i1 %.316, label %B654.if, label %B758
B758:
  %.381 = icmp slt i64 %row.2.0, %.182
  br i1 %.381, label %B772, label %B1308
B772:
  %row.3.1 = phi i64 [ %row.2.0, %B758 ], [ %.597, %B1244 ]
  %.392 = sub nsw i64 %row.3.1, %row.2.0
  %.394 = inttoptr i64 %.25 to ptr
  %.395 = getelementptr i64, ptr %.394, i64 %.392
  %.396 = load i64, ptr %.395, align 8
  %.397 = and i64 %.396, -4294967296
  %.402 = mul i64 %.396, -7046029254386353131
  %.403 = lshr i64 %.402, %.104
  br label %B854
B854:
  %i.2.2 = phi i64 [ %.403, %B772 ], [ %.581, %B1226 ]
  %.410 = inttoptr i64 %.96 to ptr
  %.411 = getelementptr i64, ptr %.410, i64 %i.2.2
  %.412 = load i64, ptr %.411, align 8
  %.417 = icmp eq i64 %.412, 0
  br i1 %.417, label %B898, label %B1126
B898:
  %.422 = inttoptr i64 %.7 to ptr
  %.423 = getelementptr i8, ptr %.422, i64 64
  %.424 = load i64, ptr %.423, align 8
  %.429 = inttoptr i64 %.7 to ptr
  %.430 = getelementptr i8, ptr %.429, i64 72
  %.431 = load i64, ptr %.430, align 8
  %.433.not = icmp slt i64 %.424, %.431
  br i1 %.433.not, label %B994, label %B990
common.ret:
  %common.ret.op = phi i32 [ 0, %B990 ], [ 0, %B1322 ], [ %.172, %B506.if ], [ %.211, %B506.endif.if ], [ %.534, %B1144.endif.if ]
  ret i32 %common.ret.op
B990:
  store i64 %row.3.1, ptr %retptr, align 8
  br label %common.ret
B994:
  %.479 = add nsw i64 %.424, 1
  %.481 = inttoptr i64 %.7 to ptr
  %.482 = getelementptr i8, ptr %.481, i64 64
  store i64 %.479, ptr %.482, align 8
  %.487 = inttoptr i64 %.144 to ptr
  %.488 = getelementptr i32, ptr %.487, i64 %.424
  %.489 = trunc i64 %row.3.1 to i32
  store i32 %.489, ptr %.488, align 4
  %.492 = add nsw i64 %.424, 1
  %.496 = or i64 %.397, %.492
  %.501 = inttoptr i64 %.96 to ptr
  %.502 = getelementptr i64, ptr %.501, i64 %i.2.2
  store i64 %.496, ptr %.502, align 8
  br label %B1244
B1126:
  %.508 = and i64 %.412, -4294967296
  %.510 = icmp eq i64 %.508, %.397
  br i1 %.510, label %B1144, label %B1226
B1144:
  %.513 = and i64 %.412, 4294967295
  %.516 = add nsw i64 %.513, -1
  %.523 = inttoptr i64 %.144 to ptr
  %.524 = getelementptr i32, ptr %.523, i64 %.516
  %.525 = load i32, ptr %.524, align 4
  %.526 = sext i32 %.525 to i64
  store i8 0, ptr %.530, align 1
  %.534 = call i32 @same_key(ptr nonnull %.530, ptr nonnull %excinfo.3, i64 %.7, i64 %.92, i64 %.526, i64 %row.3.1)
  switch i32 %.534, label %B1144.endif.if [
    i32 -2, label %B1144.endif.endif
    i32 0, label %B1144.endif.endif
  ], !prof !0
B1226:
  %.579 = add nsw i64 %i.2.2, 1
  %.581 = and i64 %.579, %.100
  br label %B854
B1244:
  %g.2.2 = phi i64 [ %.424, %B994 ], [ %.516, %B1144.endif.endif ]
  %.587 = sub nsw i64 %row.3.1, %.19
  %.590 = inttoptr i64 %.16 to ptr
  %.591 = getelementptr i32, ptr %.590, i64 %.587
  %.592 = trunc i64 %g.2.2 to i32
  store i32 %.592, ptr %.591, align 4
  %.597 = add nsw i64 %row.3.1, 1
  %.603 = icmp slt i64 %.597, %.182
  br i1 %.603, label %B772, label %B1308
B1308:
  %row.3.2 = phi i64 [ %.597, %B1244 ], [ %row.2.0, %B758 ]
  %.621 = icmp slt i64 %row.3.2, %.13
  br i1 %.621, label %B506, label %B1322
B1322:
  store i64 %.13, ptr %retptr, align 8
  br label %common.ret
B506.if:
  %.180 = icmp sgt i32 %.172, 0
  %.173 = load ptr, ptr %excinfo.1, align 8
  %.181 = select i1 %.180, ptr %.173, ptr undef
  store ptr %.181, ptr %excinfo, align 8
  br label %common.ret
B506.endif:
  store ptr null, ptr %.207, align 8
  %.211 = call i32 @hash_columns.2(ptr nonnull %.207, ptr nonnull %excinfo.2, i64 %.22, i64 %.148, i64 %row.2.0, i64 %.182, i64 %.25)
  switch i32 %.211, label %B506.endif.if [
    i32 -2, label %B506.endif.endif
    i32 0, label %B506.endif.endif
  ], !prof !0
B506.endif.if:
  %.219 = icmp sgt i32 %.211, 0
  %.212 = load ptr, ptr %excinfo.2, align 8
  %.220 = select i1 %.219, ptr %.212, ptr undef
  store ptr %.220, ptr %excinfo, align 8
  br label %common.ret
B506.endif.endif:
  %.232 = icmp sgt i64 %.100, 65536
  br i1 %.232, label %B618, label %B758
B654.if:
  %.322 = load i64, ptr %.260, align 8
  %.325 = add nsw i64 %.315, -1
  store i64 %.325, ptr %.263, align 8
  %.329 = add i64 %.322, 1
  store i64 %.329, ptr %.260, align 8
  %.355 = inttoptr i64 %.25 to ptr
  %.356 = getelementptr i64, ptr %.355, i64 %.322
  %.357 = load i64, ptr %.356, align 8
  %.359 = mul i64 %.357, -7046029254386353131
  %.360 = lshr i64 %.359, %.104
  %.361 = shl nsw i64 %.360, 3
  %.363 = add nsw i64 %.96, %.361
  %.364 = inttoptr i64 %.363 to ptr
  call void @llvm.prefetch.p0(ptr %.364, i32 0, i32 3, i32 1)
  br label %B654
B1144.endif.if:
  %.542 = icmp sgt i32 %.534, 0
  %.535 = load ptr, ptr %excinfo.3, align 8
  %.543 = select i1 %.542, ptr %.535, ptr undef
  store ptr %.543, ptr %excinfo, align 8
  br label %common.ret
B1144.endif.endif:
  %.544 = load i8, ptr %.530, align 1
  %.547.not = icmp eq i8 %.544, 0
  br i1 %.547.not, label %B1226, label %B1244
}
define internal i32 @impl.2(ptr noalias %retptr, i64 %arg.x.0, i64 %arg.x.1) {
entry:
  %.13 = call i64 @llvm.smin.i64(i64 %arg.x.1, i64 %arg.x.0)
  store i64 %.13, ptr %retptr, align 8
  ret i32 0
}
define internal i32 @same_key(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.index, i64 %arg.table, i64 %arg.row, i64 %arg.other) {
entry:
  %.43 = alloca i64, align 8
  %.46 = alloca i64, align 8
  %.151 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.177 = alloca i64, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.17 = inttoptr i64 %arg.index to ptr
  %.18 = getelementptr i8, ptr %.17, i64 104
  %.19 = load i64, ptr %.18, align 8
  store i64 0, ptr %.43, align 8
  %.57 = icmp slt i64 %.19, 1
  %..19 = select i1 %.57, i64 0, i64 %.19
  store i64 %..19, ptr %.46, align 8
  br label %B72
B72:
  %.100 = load i64, ptr %.46, align 8
  %.101 = icmp sgt i64 %.100, 0
  br i1 %.101, label %B72.if, label %B244
common.ret:
  %common.ret.op = phi i32 [ 0, %B236 ], [ 0, %B244 ], [ %.155, %B74.if ], [ %.181, %B74.endif.if ]
  ret i32 %common.ret.op
B236:
  store i8 0, ptr %retptr, align 1
  br label %common.ret
B244:
  store i8 1, ptr %retptr, align 1
  br label %common.ret
B72.if:
  %.107 = load i64, ptr %.43, align 8
  %.110 = add nsw i64 %.100, -1
  store i64 %.110, ptr %.46, align 8
  %.114 = add i64 %.107, 1
  store i64 %.114, ptr %.43, align 8
  %0 = add nsw i64 %.107, 16
  %.141 = inttoptr i64 %arg.index to ptr
  %.142 = getelementptr i64, ptr %.141, i64 %0
  %.143 = load i64, ptr %.142, align 8
  %.146 = inttoptr i64 %arg.table to ptr
  %1 = getelementptr i64, ptr %.146, i64 %.143
  %.147 = getelementptr i8, ptr %1, i64 32
  %.148 = load i64, ptr %.147, align 8
  store i64 0, ptr %.151, align 8
  %.155 = call i32 @item(ptr nonnull %.151, i64 %.148, i64 %arg.row)
  %.165 = load i64, ptr %.151, align 8
  switch i32 %.155, label %B74.if [
    i32 -2, label %B74.endif
    i32 0, label %B74.endif
  ], !prof !0
B74.if:
  %.163 = icmp sgt i32 %.155, 0
  %.156 = load ptr, ptr %excinfo.1, align 8
  %.164 = select i1 %.163, ptr %.156, ptr undef
  store ptr %.164, ptr %excinfo, align 8
  br label %common.ret
B74.endif:
  store i64 0, ptr %.177, align 8
  %.181 = call i32 @item(ptr nonnull %.177, i64 %.148, i64 %arg.other)
  switch i32 %.181, label %B74.endif.if [
    i32 -2, label %B74.endif.endif
    i32 0, label %B74.endif.endif
  ], !prof !0
B74.endif.if:
  %.189 = icmp sgt i32 %.181, 0
  %.182 = load ptr, ptr %excinfo.2, align 8
  %.190 = select i1 %.189, ptr %.182, ptr undef
  store ptr %.190, ptr %excinfo, align 8
  br label %common.ret
B74.endif.endif:
  %.191 = load i64, ptr %.177, align 8
  %.201.not = icmp eq i64 %.165, %.191
  br i1 %.201.not, label %B72, label %B236
}
define i32 @grow_groups(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.90 = alloca i64, align 8
  %.93 = alloca i64, align 8
  %.231 = alloca i64, align 8
  %.234 = alloca i64, align 8
  %.337 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.12 = inttoptr i64 %.7 to ptr
  %.13 = getelementptr i8, ptr %.12, i64 96
  %.14 = load i64, ptr %.13, align 8
  %.16 = inttoptr i64 %.7 to ptr
  %.17 = getelementptr i8, ptr %.16, i64 32
  %.18 = load i64, ptr %.17, align 8
  %.20 = inttoptr i64 %.7 to ptr
  %.21 = getelementptr i8, ptr %.20, i64 40
  %.22 = load i64, ptr %.21, align 8
  %.24 = inttoptr i64 %.7 to ptr
  %.25 = getelementptr i8, ptr %.24, i64 48
  %.26 = load i64, ptr %.25, align 8
  %.64 = inttoptr i64 %.7 to ptr
  %.65 = getelementptr i8, ptr %.64, i64 64
  %.66 = load i64, ptr %.65, align 8
  store i64 0, ptr %.90, align 8
  %.104 = icmp slt i64 %.66, 1
  %..66 = select i1 %.104, i64 0, i64 %.66
  store i64 %..66, ptr %.93, align 8
  br label %B278
B278:
  %.147 = load i64, ptr %.93, align 8
  %.148 = icmp sgt i64 %.147, 0
  br i1 %.148, label %B278.if, label %B772
B424:
  %h.3.1 = phi i64 [ 1, %B278.if ], [ %.367, %B426.endif ]
  %.286 = load i64, ptr %.234, align 8
  %.287 = icmp sgt i64 %.286, 0
  br i1 %.287, label %B424.if, label %B606
B606:
  %.379 = mul i64 %h.3.1, -7046029254386353131
  %.380 = lshr i64 %.379, %.26
  %.388 = inttoptr i64 %.18 to ptr
  %.389 = getelementptr i64, ptr %.388, i64 %.380
  %.390 = load i64, ptr %.389, align 8
  %.391.not = icmp eq i64 %.390, 0
  br i1 %.391.not, label %B718, label %B670
B670:
  %i.3.1 = phi i64 [ %.380, %B606 ], [ %.396, %B670 ]
  %.394 = add nsw i64 %i.3.1, 1
  %.396 = and i64 %.394, %.22
  %.402 = inttoptr i64 %.18 to ptr
  %.403 = getelementptr i64, ptr %.402, i64 %.396
  %.404 = load i64, ptr %.403, align 8
  %.405.not = icmp eq i64 %.404, 0
  br i1 %.405.not, label %B718, label %B670
B718:
  %i.3.2 = phi i64 [ %.396, %B670 ], [ %.380, %B606 ]
  %.410 = and i64 %h.3.1, -4294967296
  %.414 = add nsw i64 %.154, 1
  %.417 = or i64 %.410, %.414
  %.420 = inttoptr i64 %.18 to ptr
  %.421 = getelementptr i64, ptr %.420, i64 %i.3.2
  store i64 %.417, ptr %.421, align 8
  br label %B278
common.ret:
  %common.ret.op = phi i32 [ 0, %B772 ], [ %.341, %B426.if ]
  ret i32 %common.ret.op
B772:
  store i64 0, ptr %retptr, align 8
  br label %common.ret
B278.if:
  %.154 = load i64, ptr %.90, align 8
  %.157 = add nsw i64 %.147, -1
  store i64 %.157, ptr %.93, align 8
  %.161 = add i64 %.154, 1
  store i64 %.161, ptr %.90, align 8
  %.190 = inttoptr i64 %.7 to ptr
  %.191 = getelementptr i8, ptr %.190, i64 56
  %.192 = load i64, ptr %.191, align 8
  %.194 = inttoptr i64 %.192 to ptr
  %.195 = getelementptr i32, ptr %.194, i64 %.154
  %.196 = load i32, ptr %.195, align 4
  %.197 = sext i32 %.196 to i64
  %.205 = inttoptr i64 %.7 to ptr
  %.206 = getelementptr i8, ptr %.205, i64 104
  %.207 = load i64, ptr %.206, align 8
  store i64 0, ptr %.231, align 8
  %.245 = icmp slt i64 %.207, 1
  %..207 = select i1 %.245, i64 0, i64 %.207
  store i64 %..207, ptr %.234, align 8
  br label %B424
B424.if:
  %.293 = load i64, ptr %.231, align 8
  %.296 = add nsw i64 %.286, -1
  store i64 %.296, ptr %.234, align 8
  %.300 = add i64 %.293, 1
  store i64 %.300, ptr %.231, align 8
  %0 = add nsw i64 %.293, 16
  %.328 = inttoptr i64 %.7 to ptr
  %.329 = getelementptr i64, ptr %.328, i64 %0
  %.330 = load i64, ptr %.329, align 8
  %.333 = inttoptr i64 %.14 to ptr
  %1 = getelementptr i64, ptr %.333, i64 %.330
  %.334 = getelementptr i8, ptr %1, i64 32
  %.335 = load i64, ptr %.334, align 8
  store i64 0, ptr %.337, align 8
  %.341 = call i32 @item(ptr nonnull %.337, i64 %.335, i64 %.197)
  switch i32 %.341, label %B426.if [
    i32 -2, label %B426.endif
    i32 0, label %B426.endif
  ], !prof !0
B426.if:
  %.349 = icmp sgt i32 %.341, 0
  %.342 = load ptr, ptr %excinfo.1, align 8
  %.350 = select i1 %.349, ptr %.342, ptr undef
  store ptr %.350, ptr %excinfo, align 8
  br label %common.ret
B426.endif:
  %.351 = load i64, ptr %.337, align 8
  %.362 = xor i64 %h.3.1, %.351
  %.363 = mul i64 %.362, -7046029254386353131
  %.365 = lshr i64 %.363, 29
  %.367 = xor i64 %.363, %.365
  br label %B424
}
define i32 @chain(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.143 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.205 = alloca i64, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.290 = alloca i64, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.12 = inttoptr i64 %.7 to ptr
  %.13 = getelementptr i8, ptr %.12, i64 16
  %.14 = load i64, ptr %.13, align 8
  %.16 = inttoptr i64 %.7 to ptr
  %.17 = getelementptr i8, ptr %.16, i64 24
  %.18 = load i64, ptr %.17, align 8
  %.20 = inttoptr i64 %.7 to ptr
  %.21 = getelementptr i8, ptr %.20, i64 88
  %.22 = load i64, ptr %.21, align 8
  %.33 = inttoptr i64 %.7 to ptr
  %.34 = getelementptr i8, ptr %.33, i64 80
  %.35 = load i64, ptr %.34, align 8
  %.39 = inttoptr i64 %arg.f to ptr
  %.40 = getelementptr i8, ptr %.39, i64 24
  %.41 = load i64, ptr %.40, align 8
  %.42 = inttoptr i64 %arg.f to ptr
  %.43 = getelementptr i8, ptr %.42, i64 8
  %.44 = load i64, ptr %.43, align 8
  %.45 = inttoptr i64 %arg.f to ptr
  %.46 = getelementptr i8, ptr %.45, i64 16
  %.47 = load i64, ptr %.46, align 8
  %.54 = inttoptr i64 %arg.f to ptr
  %.55 = getelementptr i8, ptr %.54, i64 32
  %.56 = load i64, ptr %.55, align 8
  %.57 = inttoptr i64 %arg.f to ptr
  %.58 = getelementptr i8, ptr %.57, i64 40
  %.59 = load i64, ptr %.58, align 8
  %.60 = inttoptr i64 %arg.f to ptr
  %.61 = getelementptr i8, ptr %.60, i64 48
  %.62 = load i64, ptr %.61, align 8
  %.63 = inttoptr i64 %arg.f to ptr
  %.64 = getelementptr i8, ptr %.63, i64 56
  %.65 = load i64, ptr %.64, align 8
  br label %B438
B438:
  %used.4.0 = phi i64 [ %.35, %entry ], [ %used.5.1, %B540 ]
  %row.3.0 = phi i64 [ %.44, %entry ], [ %.194, %B540 ]
  %.126 = icmp slt i64 %row.3.0, %.47
  br i1 %.126, label %B452, label %B1156
B452:
  %used.5.1 = phi i64 [ %used.4.0, %B438 ], [ %used.3.3, %B1002 ]
  %row.5.1 = phi i64 [ %row.3.0, %B438 ], [ %.453, %B1002 ]
  %.138.not = icmp eq i64 %.56, 0
  br i1 %.138.not, label %B552, label %B456
B456:
  store i64 0, ptr %.143, align 8
  %.147 = call i32 @item(ptr nonnull %.143, i64 %.56, i64 %row.5.1)
  %.157 = load i64, ptr %.143, align 8
  switch i32 %.147, label %B456.if [
    i32 -2, label %B456.endif
    i32 0, label %B456.endif
  ], !prof !0
B500:
  %.178 = inttoptr i64 %.62 to ptr
  %.179 = getelementptr i8, ptr %.178, i64 %.157
  %.180 = load i8, ptr %.179, align 1
  %.184 = icmp eq i8 %.180, 0
  br i1 %.184, label %B540, label %B552
B540:
  %.194 = add nsw i64 %row.5.1, 1
  br label %B438
B552:
  %.203 = sub nsw i64 %row.5.1, %.65
  store i64 0, ptr %.205, align 8
  %.209 = call i32 @item(ptr nonnull %.205, i64 %.41, i64 %.203)
  %.219 = load i64, ptr %.205, align 8
  switch i32 %.209, label %B552.if [
    i32 -2, label %B552.endif
    i32 0, label %B552.endif
  ], !prof !0
B634:
  %.255 = inttoptr i64 %.18 to ptr
  %0 = getelementptr i32, ptr %.255, i64 %.237
  %.256 = getelementptr i8, ptr %0, i64 4
  %.257 = load i32, ptr %.256, align 4
  %.262 = inttoptr i64 %.18 to ptr
  %1 = getelementptr i32, ptr %.262, i64 %.237
  %.263 = getelementptr i8, ptr %1, i64 8
  %.264 = load i32, ptr %.263, align 4
  %.266 = icmp eq i32 %.257, %.264
  br i1 %.266, label %B714, label %B1002
B714:
  %.273 = icmp slt i32 %.236, 0
  br i1 %.273, label %B806, label %B730
B730:
  %.282 = inttoptr i64 %.18 to ptr
  %2 = getelementptr i32, ptr %.282, i64 %.237
  %.283 = getelementptr i8, ptr %2, i64 8
  %.284 = load i32, ptr %.283, align 4
  %.285 = sext i32 %.284 to i64
  %.286 = shl nsw i64 %.285, 1
  %.287 = add nsw i64 %.286, 3
  store i64 0, ptr %.290, align 8
  %.296 = call i32 @impl.2(ptr nonnull %.290, i64 %.287, i64 8189)
  %.306 = load i64, ptr %.290, align 8
  switch i32 %.296, label %B730.if [
    i32 -2, label %B806
    i32 0, label %B806
  ], !prof !0
B806:
  %"$phi806.0.2.2" = phi i64 [ 1, %B714 ], [ %.306, %B730 ], [ %.306, %B730 ]
  %.327 = add nsw i64 %used.5.1, %"$phi806.0.2.2"
  %.328 = add nsw i64 %.327, 3
  %.330 = icmp sgt i64 %.328, %.22
  br i1 %.330, label %B1156, label %B834
B834:
  %.370 = inttoptr i64 %.18 to ptr
  %.371 = getelementptr i32, ptr %.370, i64 %used.5.1
  store i32 %.236, ptr %.371, align 4
  %.379 = inttoptr i64 %.18 to ptr
  %3 = getelementptr i32, ptr %.379, i64 %used.5.1
  %.380 = getelementptr i8, ptr %3, i64 4
  store i32 0, ptr %.380, align 4
  %.387 = inttoptr i64 %.18 to ptr
  %4 = getelementptr i32, ptr %.387, i64 %used.5.1
  %.388 = getelementptr i8, ptr %4, i64 8
  %.389 = trunc i64 %"$phi806.0.2.2" to i32
  store i32 %.389, ptr %.388, align 4
  %.394 = inttoptr i64 %.14 to ptr
  %.395 = getelementptr i32, ptr %.394, i64 %.219
  %.396 = trunc i64 %used.5.1 to i32
  store i32 %.396, ptr %.395, align 4
  %.404 = add nsw i64 %"$phi806.0.2.2", 3
  %.408 = add nsw i64 %used.5.1, %.404
  br label %B1002
B1002:
  %used.3.3 = phi i64 [ %.408, %B834 ], [ %used.5.1, %B634 ]
  %b.2.3 = phi i64 [ %used.5.1, %B834 ], [ %.237, %B634 ]
  %.429 = inttoptr i64 %.18 to ptr
  %5 = getelementptr i32, ptr %.429, i64 %b.2.3
  %.430 = getelementptr i8, ptr %5, i64 4
  %.431 = load i32, ptr %.430, align 4
  %.432 = sext i32 %.431 to i64
  %.438 = inttoptr i64 %.18 to ptr
  %6 = getelementptr i32, ptr %.438, i64 %b.2.3
  %7 = getelementptr i8, ptr %6, i64 12
  %.439 = getelementptr i32, ptr %7, i64 %.432
  %.440 = trunc i64 %row.5.1 to i32
  store i32 %.440, ptr %.439, align 4
  %.446 = add i32 %.431, 1
  %.448 = inttoptr i64 %.18 to ptr
  %8 = getelementptr i32, ptr %.448, i64 %b.2.3
  %.449 = getelementptr i8, ptr %8, i64 4
  store i32 %.446, ptr %.449, align 4
  %.453 = add nsw i64 %row.5.1, 1
  %.459 = icmp slt i64 %.453, %.47
  br i1 %.459, label %B452, label %B1156
common.ret:
  %common.ret.op = phi i32 [ 0, %B1156 ], [ %.147, %B456.if ], [ %.209, %B552.if ], [ %.296, %B730.if ]
  ret i32 %common.ret.op
B1156:
  %used.5.2 = phi i64 [ %used.4.0, %B438 ], [ %used.3.3, %B1002 ], [ %used.5.1, %B806 ]
  %row.5.2 = phi i64 [ %row.3.0, %B438 ], [ %.453, %B1002 ], [ %row.5.1, %B806 ]
  %.490 = inttoptr i64 %.7 to ptr
  %.491 = getelementptr i8, ptr %.490, i64 80
  store i64 %used.5.2, ptr %.491, align 8
  store i64 %row.5.2, ptr %retptr, align 8
  br label %common.ret
B456.if:
  %.155 = icmp sgt i32 %.147, 0
  %.148 = load ptr, ptr %excinfo.1, align 8
  %.156 = select i1 %.155, ptr %.148, ptr undef
  store ptr %.156, ptr %excinfo, align 8
  br label %common.ret
B456.endif:
  %.174.not = icmp slt i64 %.157, %.59
  br i1 %.174.not, label %B500, label %B540
B552.if:
  %.217 = icmp sgt i32 %.209, 0
  %.210 = load ptr, ptr %excinfo.2, align 8
  %.218 = select i1 %.217, ptr %.210, ptr undef
  store ptr %.218, ptr %excinfo, align 8
  br label %common.ret
B552.endif:
  %.234 = inttoptr i64 %.14 to ptr
  %.235 = getelementptr i32, ptr %.234, i64 %.219
  %.236 = load i32, ptr %.235, align 4
  %.237 = sext i32 %.236 to i64
  %.242 = icmp slt i32 %.236, 0
  br i1 %.242, label %B714, label %B634
B730.if:
  %.304 = icmp sgt i32 %.296, 0
  %.297 = load ptr, ptr %excinfo.3, align 8
  %.305 = select i1 %.304, ptr %.297, ptr undef
  store ptr %.305, ptr %excinfo, align 8
  br label %common.ret
}
define i32 @fill_set(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.100 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.204 = alloca ptr, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.234 = alloca ptr, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.283 = alloca i64, align 8
  %.286 = alloca i64, align 8
  %.475 = alloca i64, align 8
  %excinfo.4 = alloca ptr, align 8
  store ptr null, ptr %excinfo.4, align 8
  %.529 = alloca i64, align 8
  %excinfo.5 = alloca ptr, align 8
  store ptr null, ptr %excinfo.5, align 8
  %.570 = alloca ptr, align 8
  %excinfo.6 = alloca ptr, align 8
  store ptr null, ptr %excinfo.6, align 8
  %.601 = alloca i64, align 8
  %excinfo.7 = alloca ptr, align 8
  store ptr null, ptr %excinfo.7, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.9 = getelementptr i8, ptr %.8, i64 8
  %.10 = load i64, ptr %.9, align 8
  %.11 = inttoptr i64 %arg.f to ptr
  %.12 = getelementptr i8, ptr %.11, i64 16
  %.13 = load i64, ptr %.12, align 8
  %.14 = inttoptr i64 %arg.f to ptr
  %.15 = getelementptr i8, ptr %.14, i64 24
  %.16 = load i64, ptr %.15, align 8
  %.17 = inttoptr i64 %arg.f to ptr
  %.18 = getelementptr i8, ptr %.17, i64 32
  %.19 = load i64, ptr %.18, align 8
  %.20 = inttoptr i64 %arg.f to ptr
  %.21 = getelementptr i8, ptr %.20, i64 40
  %.22 = load i64, ptr %.21, align 8
  %.77 = inttoptr i64 %arg.f to ptr
  %.78 = getelementptr i8, ptr %.77, i64 48
  %.79 = load i64, ptr %.78, align 8
  %.80 = inttoptr i64 %arg.f to ptr
  %.81 = getelementptr i8, ptr %.80, i64 56
  %.82 = load i64, ptr %.81, align 8
  %.90 = icmp slt i64 %.13, %.16
  br i1 %.90, label %B280, label %B1350
B280:
  %row.2.0 = phi i64 [ %.13, %entry ], [ %.116, %B1332 ]
  %.96 = add nsw i64 %row.2.0, 1024
  store i64 0, ptr %.100, align 8
  %.106 = call i32 @impl.2(ptr nonnull %.100, i64 %.96, i64 %.16)
  %.116 = load i64, ptr %.100, align 8
  switch i32 %.106, label %B280.if [
    i32 -2, label %B280.endif
    i32 0, label %B280.endif
  ], !prof !0
B342:
  %.135 = inttoptr i64 %.7 to ptr
  %.136 = getelementptr i8, ptr %.135, i64 8
  %.137 = load i64, ptr %.136, align 8
  %.139 = inttoptr i64 %.7 to ptr
  %.140 = getelementptr i8, ptr %.139, i64 16
  %.141 = load i64, ptr %.140, align 8
  %.143 = inttoptr i64 %.7 to ptr
  %.144 = getelementptr i8, ptr %.143, i64 24
  %.145 = load i64, ptr %.144, align 8
  %.156 = inttoptr i64 %.7 to ptr
  %.157 = getelementptr i8, ptr %.156, i64 32
  %.158 = load i64, ptr %.157, align 8
  %.160 = add nsw i64 %.158, %.116
  %.162 = sub nsw i64 %.160, %row.2.0
  %.164 = inttoptr i64 %.7 to ptr
  %.165 = getelementptr i8, ptr %.164, i64 40
  %.166 = load i64, ptr %.165, align 8
  %.167 = icmp sgt i64 %.162, %.166
  br i1 %.167, label %B568, label %B572
common.ret:
  %common.ret.op = phi i32 [ 0, %B568 ], [ 0, %B1322 ], [ 0, %B1350 ], [ %.106, %B280.if ], [ %.208, %B572.if ], [ %.238, %B572.endif.if ], [ %.479, %B1020.if ], [ %.533, %B1102.if ], [ %.574, %B1212.if ], [ %.605, %B1212.endif.if ]
  ret i32 %common.ret.op
B568:
  store i64 %row.2.0, ptr %retptr, align 8
  br label %common.ret
B572:
  %.199 = add nsw i64 %.10, 32
  store ptr null, ptr %.204, align 8
  %.208 = call i32 @hash_columns.2(ptr nonnull %.204, ptr nonnull %excinfo.2, i64 %.199, i64 %.19, i64 %row.2.0, i64 %.116, i64 %.82)
  switch i32 %.208, label %B572.if [
    i32 -2, label %B572.endif
    i32 0, label %B572.endif
  ], !prof !0
B704:
  %.338 = load i64, ptr %.286, align 8
  %.339 = icmp sgt i64 %.338, 0
  br i1 %.339, label %B704.if, label %B912
B810:
  %i.3.2 = phi i64 [ %.393, %B704.if ], [ %.409, %B810 ]
  %.407 = add nsw i64 %i.3.2, 1
  %.409 = and i64 %.407, %.141
  %.415 = inttoptr i64 %.137 to ptr
  %.416 = getelementptr i64, ptr %.415, i64 %.409
  %.417 = load i64, ptr %.416, align 8
  %.418.not = icmp eq i64 %.417, 0
  br i1 %.418.not, label %B858, label %B810
B858:
  %i.3.3 = phi i64 [ %.409, %B810 ], [ %.393, %B704.if ]
  %.423 = and i64 %.386, -4294967296
  %.427 = add nsw i64 %.345, 1
  %.430 = or i64 %.423, %.427
  %.433 = inttoptr i64 %.137 to ptr
  %.434 = getelementptr i64, ptr %.433, i64 %i.3.3
  store i64 %.430, ptr %.434, align 8
  br label %B704
B912:
  %.450 = inttoptr i64 %.7 to ptr
  %.451 = getelementptr i8, ptr %.450, i64 32
  %.452 = load i64, ptr %.451, align 8
  %.454 = add nsw i64 %.452, %.116
  %.456 = sub nsw i64 %.454, %row.2.0
  %.460 = inttoptr i64 %.7 to ptr
  %.461 = getelementptr i8, ptr %.460, i64 32
  store i64 %.456, ptr %.461, align 8
  br label %B1332
B1008:
  %.465 = icmp eq i64 %.19, 2
  br i1 %.465, label %B1020, label %B1096
B1020:
  %.469 = inttoptr i64 %.10 to ptr
  %.470 = getelementptr i8, ptr %.469, i64 32
  %.471 = load i64, ptr %.470, align 8
  store i64 0, ptr %.475, align 8
  %.479 = call i32 @part(ptr nonnull %.475, ptr nonnull %excinfo.4, i64 %.471, i64 %row.2.0, i64 %.116, i64 %.82)
  %.489 = load i64, ptr %.475, align 8
  switch i32 %.479, label %B1020.if [
    i32 -2, label %B1096
    i32 0, label %B1096
  ], !prof !0
B1096:
  %"$phi1096.0.2.1" = phi i64 [ %.22, %B1008 ], [ %.489, %B1020 ], [ %.489, %B1020 ]
  %.514.not = icmp eq i64 %.19, 0
  br i1 %.514.not, label %B1212, label %B1102
B1102:
  %.521 = inttoptr i64 %.10 to ptr
  %0 = getelementptr i64, ptr %.521, i64 %.19
  %.522 = getelementptr i8, ptr %0, i64 24
  %.523 = load i64, ptr %.522, align 8
  %.526 = add nsw i64 %.82, 4096
  store i64 0, ptr %.529, align 8
  %.533 = call i32 @part(ptr nonnull %.529, ptr nonnull %excinfo.5, i64 %.523, i64 %row.2.0, i64 %.116, i64 %.526)
  %.543 = load i64, ptr %.529, align 8
  switch i32 %.533, label %B1102.if [
    i32 -2, label %B1212
    i32 0, label %B1212
  ], !prof !0
B1212:
  %"$phi1212.0.2.1" = phi i64 [ %.22, %B1096 ], [ %.543, %B1102 ], [ %.543, %B1102 ]
  %.567 = sub nsw i64 %.116, %row.2.0
  store ptr null, ptr %.570, align 8
  %.574 = call i32 @ask_pairs(ptr nonnull %.570, i64 %.7, i64 %"$phi1096.0.2.1", i64 %"$phi1212.0.2.1", i64 %.567)
  switch i32 %.574, label %B1212.if [
    i32 -2, label %B1212.endif
    i32 0, label %B1212.endif
  ], !prof !0
B1322:
  %.654 = add nsw i64 %row.2.0, %.615
  store i64 %.654, ptr %retptr, align 8
  br label %common.ret
B1332:
  %.669 = icmp slt i64 %.116, %.16
  br i1 %.669, label %B280, label %B1350
B1350:
  store i64 %.16, ptr %retptr, align 8
  br label %common.ret
B280.if:
  %.114 = icmp sgt i32 %.106, 0
  %.107 = load ptr, ptr %excinfo.1, align 8
  %.115 = select i1 %.114, ptr %.107, ptr undef
  store ptr %.115, ptr %excinfo, align 8
  br label %common.ret
B280.endif:
  %.132 = icmp sgt i64 %.19, 2
  br i1 %.132, label %B342, label %B1008
B572.if:
  %.216 = icmp sgt i32 %.208, 0
  %.209 = load ptr, ptr %excinfo.2, align 8
  %.217 = select i1 %.216, ptr %.209, ptr undef
  store ptr %.217, ptr %excinfo, align 8
  br label %common.ret
B572.endif:
  %.231 = sub nsw i64 %.116, %row.2.0
  store ptr null, ptr %.234, align 8
  %.238 = call i32 @ask_rows(ptr nonnull %.234, i64 %.7, i64 %.82, i64 %.231)
  switch i32 %.238, label %B572.endif.if [
    i32 -2, label %B572.endif.endif
    i32 0, label %B572.endif.endif
  ], !prof !0
B572.endif.if:
  %.246 = icmp sgt i32 %.238, 0
  %.239 = load ptr, ptr %excinfo.3, align 8
  %.247 = select i1 %.246, ptr %.239, ptr undef
  store ptr %.247, ptr %excinfo, align 8
  br label %common.ret
B572.endif.endif:
  store i64 %row.2.0, ptr %.283, align 8
  %.296 = sub i64 %.116, %row.2.0
  %.297 = icmp slt i64 %.296, 1
  %..296 = select i1 %.297, i64 0, i64 %.296
  store i64 %..296, ptr %.286, align 8
  br label %B704
B704.if:
  %.345 = load i64, ptr %.283, align 8
  %.348 = add nsw i64 %.338, -1
  store i64 %.348, ptr %.286, align 8
  %.352 = add i64 %.345, 1
  store i64 %.352, ptr %.283, align 8
  %.382 = sub nsw i64 %.345, %row.2.0
  %.384 = inttoptr i64 %.82 to ptr
  %.385 = getelementptr i64, ptr %.384, i64 %.382
  %.386 = load i64, ptr %.385, align 8
  %.392 = mul i64 %.386, -7046029254386353131
  %.393 = lshr i64 %.392, %.145
  %.401 = inttoptr i64 %.137 to ptr
  %.402 = getelementptr i64, ptr %.401, i64 %.393
  %.403 = load i64, ptr %.402, align 8
  %.404.not = icmp eq i64 %.403, 0
  br i1 %.404.not, label %B858, label %B810
B1020.if:
  %.487 = icmp sgt i32 %.479, 0
  %.480 = load ptr, ptr %excinfo.4, align 8
  %.488 = select i1 %.487, ptr %.480, ptr undef
  store ptr %.488, ptr %excinfo, align 8
  br label %common.ret
B1102.if:
  %.541 = icmp sgt i32 %.533, 0
  %.534 = load ptr, ptr %excinfo.5, align 8
  %.542 = select i1 %.541, ptr %.534, ptr undef
  store ptr %.542, ptr %excinfo, align 8
  br label %common.ret
B1212.if:
  %.582 = icmp sgt i32 %.574, 0
  %.575 = load ptr, ptr %excinfo.6, align 8
  %.583 = select i1 %.582, ptr %.575, ptr undef
  store ptr %.583, ptr %excinfo, align 8
  br label %common.ret
B1212.endif:
  %.597 = sub nsw i64 %.116, %row.2.0
  store i64 0, ptr %.601, align 8
  %.605 = call i32 @put_pairs.2(ptr nonnull %.601, ptr nonnull %excinfo.7, i64 %.7, i64 %"$phi1096.0.2.1", i64 %"$phi1212.0.2.1", i64 %.597, i64 %.79)
  %.615 = load i64, ptr %.601, align 8
  switch i32 %.605, label %B1212.endif.if [
    i32 -2, label %B1212.endif.endif
    i32 0, label %B1212.endif.endif
  ], !prof !0
B1212.endif.if:
  %.613 = icmp sgt i32 %.605, 0
  %.606 = load ptr, ptr %excinfo.7, align 8
  %.614 = select i1 %.613, ptr %.606, ptr undef
  store ptr %.614, ptr %excinfo, align 8
  br label %common.ret
B1212.endif.endif:
  %.632 = sub nsw i64 %.116, %row.2.0
  %.634 = icmp slt i64 %.615, %.632
  br i1 %.634, label %B1322, label %B1332
}
define internal i32 @part(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.column, i64 %arg.start, i64 %arg.to, i64 %arg.room) {
entry:
  %.47 = alloca i64, align 8
  %.50 = alloca i64, align 8
  %.147 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.17 = and i64 %arg.column, 1
  %.18.not = icmp eq i64 %.17, 0
  br i1 %.18.not, label %B134, label %B24
B24:
  store i64 %arg.start, ptr %.47, align 8
  %.60 = sub i64 %arg.to, %arg.start
  %.61 = icmp slt i64 %.60, 1
  %..60 = select i1 %.61, i64 0, i64 %.60
  store i64 %..60, ptr %.50, align 8
  br label %B56
B56:
  %.104 = load i64, ptr %.50, align 8
  %.105 = icmp sgt i64 %.104, 0
  br i1 %.105, label %B56.if, label %B130
common.ret:
  %common.ret.op = phi i32 [ 0, %B130 ], [ 0, %B134 ], [ %.151, %B58.if ]
  ret i32 %common.ret.op
B130:
  store i64 %arg.room, ptr %retptr, align 8
  br label %common.ret
B134:
  %.195 = shl nsw i64 %arg.start, 2
  %.199 = add nsw i64 %arg.column, %.195
  store i64 %.199, ptr %retptr, align 8
  br label %common.ret
B56.if:
  %.111 = load i64, ptr %.47, align 8
  %.114 = add nsw i64 %.104, -1
  store i64 %.114, ptr %.50, align 8
  %.118 = add i64 %.111, 1
  store i64 %.118, ptr %.47, align 8
  store i64 0, ptr %.147, align 8
  %.151 = call i32 @item(ptr nonnull %.147, i64 %arg.column, i64 %.111)
  switch i32 %.151, label %B58.if [
    i32 -2, label %B58.endif
    i32 0, label %B58.endif
  ], !prof !0
B58.if:
  %.159 = icmp sgt i32 %.151, 0
  %.152 = load ptr, ptr %excinfo.1, align 8
  %.160 = select i1 %.159, ptr %.152, ptr undef
  store ptr %.160, ptr %excinfo, align 8
  br label %common.ret
B58.endif:
  %.161 = load i64, ptr %.147, align 8
  %.144 = sub nsw i64 %.111, %arg.start
  %.172 = inttoptr i64 %arg.room to ptr
  %.173 = getelementptr i32, ptr %.172, i64 %.144
  %.174 = trunc i64 %.161 to i32
  store i32 %.174, ptr %.173, align 4
  br label %B56
}
define internal i32 @put_pairs.2(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.s, i64 %arg.xs, i64 %arg.ys, i64 %arg.to, i64 %arg.fresh) {
entry:
  %.340 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.21 = inttoptr i64 %arg.s to ptr
  %.22 = getelementptr i8, ptr %.21, i64 8
  %.23 = load i64, ptr %.22, align 8
  %.25 = inttoptr i64 %arg.s to ptr
  %.26 = getelementptr i8, ptr %.25, i64 16
  %.27 = load i64, ptr %.26, align 8
  %.29 = inttoptr i64 %arg.s to ptr
  %.30 = getelementptr i8, ptr %.29, i64 24
  %.31 = load i64, ptr %.30, align 8
  %.42 = inttoptr i64 %arg.s to ptr
  %.43 = getelementptr i8, ptr %.42, i64 40
  %.44 = load i64, ptr %.43, align 8
  %.46 = inttoptr i64 %arg.s to ptr
  %.47 = getelementptr i8, ptr %.46, i64 32
  %.48 = load i64, ptr %.47, align 8
  %.62 = inttoptr i64 %arg.s to ptr
  %.64 = load i64, ptr %.62, align 8
  %.65 = icmp eq i64 %.64, 1
  br i1 %.65, label %B282, label %B584
B282:
  %.91 = icmp sgt i64 %arg.to, 0
  br i1 %.91, label %B294, label %B1568
B294:
  %count.10.0 = phi i64 [ 0, %B282 ], [ %.205, %B390 ]
  %j.9.0 = phi i64 [ 0, %B282 ], [ %.215, %B390 ]
  %.104 = inttoptr i64 %arg.xs to ptr
  %.105 = getelementptr i32, ptr %.104, i64 %j.9.0
  %.106 = load i32, ptr %.105, align 4
  %.107 = sext i32 %.106 to i64
  %.110 = inttoptr i64 %arg.ys to ptr
  %.111 = getelementptr i32, ptr %.110, i64 %j.9.0
  %.112 = load i32, ptr %.111, align 4
  %.113 = sext i32 %.112 to i64
  %.121 = ashr i64 %.113, 6
  %.123 = icmp sge i64 %.121, %.27
  %.127 = icmp sle i64 %.44, %.107
  %or.cond = select i1 %.123, i1 true, i1 %.127
  br i1 %or.cond, label %B1568, label %B390
B390:
  %.160 = mul nsw i64 %.27, %.107
  %.164 = ashr i64 %.113, 6
  %.165 = add nsw i64 %.160, %.164
  %.167 = inttoptr i64 %.23 to ptr
  %.168 = getelementptr i64, ptr %.167, i64 %.165
  %.169 = load i64, ptr %.168, align 8
  %.171 = and i64 %.113, 63
  %.174 = shl nuw i64 1, %.171
  %.175 = or i64 %.169, %.174
  %.177 = inttoptr i64 %.23 to ptr
  %.178 = getelementptr i64, ptr %.177, i64 %.165
  store i64 %.175, ptr %.178, align 8
  %.183 = inttoptr i64 %arg.fresh to ptr
  %.184 = getelementptr i32, ptr %.183, i64 %count.10.0
  %.185 = trunc i64 %j.9.0 to i32
  store i32 %.185, ptr %.184, align 4
  %0 = xor i64 %.169, -1
  %1 = lshr i64 %0, %.171
  %. = and i64 %1, 1
  %.205 = add nuw nsw i64 %count.10.0, %.
  %.215 = add nuw nsw i64 %j.9.0, 1
  %.221 = icmp slt i64 %.215, %arg.to
  br i1 %.221, label %B294, label %B1568
B584:
  %.260 = inttoptr i64 %arg.s to ptr
  %.262 = load i64, ptr %.260, align 8
  %.263 = icmp eq i64 %.262, 4
  br i1 %.263, label %B644, label %B980
B644:
  %.297 = icmp sgt i64 %arg.to, 0
  br i1 %.297, label %B656, label %B932
B656:
  %used.5.0 = phi i64 [ %.48, %B644 ], [ %used.4.1, %B910 ]
  %count.9.0 = phi i64 [ 0, %B644 ], [ %count.6.1, %B910 ]
  %j.8.0 = phi i64 [ 0, %B644 ], [ %.469, %B910 ]
  %.320 = inttoptr i64 %arg.xs to ptr
  %.321 = getelementptr i32, ptr %.320, i64 %j.8.0
  %.322 = load i32, ptr %.321, align 4
  %.323 = sext i32 %.322 to i64
  %.324 = shl nsw i64 %.323, 32
  %.327 = inttoptr i64 %arg.ys to ptr
  %.328 = getelementptr i32, ptr %.327, i64 %j.8.0
  %.329 = load i32, ptr %.328, align 4
  %.330 = sext i32 %.329 to i64
  %.331 = or i64 %.324, %.330
  %.332 = add nsw i64 %.331, 1
  store i64 0, ptr %.340, align 8
  %.344 = call i32 @find_pair(ptr nonnull %.340, i64 %.23, i64 %.27, i64 %.332)
  %.354 = load i64, ptr %.340, align 8
  switch i32 %.344, label %B656.if [
    i32 -2, label %B656.endif
    i32 0, label %B656.endif
  ], !prof !0
B808:
  %.382.not = icmp slt i64 %used.5.0, %.44
  br i1 %.382.not, label %B822, label %B932
B822:
  %.419 = add nsw i64 %used.5.0, 1
  %.427 = inttoptr i64 %.23 to ptr
  %.428 = getelementptr i64, ptr %.427, i64 %.354
  store i64 %.332, ptr %.428, align 8
  %.437 = inttoptr i64 %arg.fresh to ptr
  %.438 = getelementptr i32, ptr %.437, i64 %count.9.0
  %.439 = trunc i64 %j.8.0 to i32
  store i32 %.439, ptr %.438, align 4
  %.442 = add nsw i64 %count.9.0, 1
  br label %B910
B910:
  %used.4.1 = phi i64 [ %.419, %B822 ], [ %used.5.0, %B656.endif ]
  %count.6.1 = phi i64 [ %.442, %B822 ], [ %count.9.0, %B656.endif ]
  %.469 = add nuw nsw i64 %j.8.0, 1
  %.475 = icmp slt i64 %.469, %arg.to
  br i1 %.475, label %B656, label %B932
B932:
  %used.5.1 = phi i64 [ %.48, %B644 ], [ %used.4.1, %B910 ], [ %used.5.0, %B808 ]
  %count.9.1 = phi i64 [ 0, %B644 ], [ %count.6.1, %B910 ], [ %count.9.0, %B808 ]
  %j.8.1 = phi i64 [ 0, %B644 ], [ %.469, %B910 ], [ %j.8.0, %B808 ]
  %.514 = inttoptr i64 %arg.s to ptr
  %.515 = getelementptr i8, ptr %.514, i64 32
  store i64 %used.5.1, ptr %.515, align 8
  br label %B1568
B980:
  %.550 = icmp sgt i64 %arg.to, 0
  br i1 %.550, label %B994, label %B1524
B994:
  %used.8.0 = phi i64 [ %.48, %B980 ], [ %used.7.1, %B1346 ]
  %count.11.0 = phi i64 [ 0, %B980 ], [ %.821, %B1346 ]
  %j.10.0 = phi i64 [ 0, %B980 ], [ %.831, %B1346 ]
  %.565 = inttoptr i64 %arg.ys to ptr
  %.566 = getelementptr i32, ptr %.565, i64 %j.10.0
  %.567 = load i32, ptr %.566, align 4
  %.568 = sext i32 %.567 to i64
  %.571 = inttoptr i64 %arg.xs to ptr
  %.572 = getelementptr i32, ptr %.571, i64 %j.10.0
  %.573 = load i32, ptr %.572, align 4
  %.574 = sext i32 %.573 to i64
  %.575 = shl nsw i64 %.574, 32
  %.576 = ashr i64 %.568, 6
  %.577 = or i64 %.575, %.576
  %.578 = add nsw i64 %.577, 1
  %.579 = and i64 %.568, 63
  %.580 = shl nuw i64 1, %.579
  %.589 = mul i64 %.578, -7046029254386353131
  %.590 = lshr i64 %.589, %.31
  %.601 = inttoptr i64 %.23 to ptr
  %.602.idx = shl i64 %.590, 4
  %.602 = getelementptr i8, ptr %.601, i64 %.602.idx
  %.603 = load i64, ptr %.602, align 8
  %.613.not = icmp eq i64 %.603, %.578
  br i1 %.613.not, label %B1270, label %B1180
B1180:
  %.628.not = icmp eq i64 %.603, 0
  br i1 %.628.not, label %B1270, label %B1192
B1192:
  %i.4.1 = phi i64 [ %.590, %B1180 ], [ %.640, %B1258 ]
  %.636 = add nsw i64 %i.4.1, 1
  %.640 = and i64 %.636, %.27
  %.650 = inttoptr i64 %.23 to ptr
  %.651.idx = shl i64 %.640, 4
  %.651 = getelementptr i8, ptr %.650, i64 %.651.idx
  %.652 = load i64, ptr %.651, align 8
  %.661.not = icmp eq i64 %.652, %.578
  br i1 %.661.not, label %B1270, label %B1258
B1258:
  %.675.not = icmp eq i64 %.652, 0
  br i1 %.675.not, label %B1270, label %B1192
B1270:
  %i.4.2 = phi i64 [ %.640, %B1258 ], [ %.640, %B1192 ], [ %.590, %B1180 ], [ %.590, %B994 ]
  %entry.2.2 = phi i64 [ 0, %B1258 ], [ %.652, %B1192 ], [ 0, %B1180 ], [ %.603, %B994 ]
  %.699 = icmp eq i64 %entry.2.2, 0
  br i1 %.699, label %B1282, label %B1346
B1282:
  %.707.not = icmp slt i64 %used.8.0, %.44
  br i1 %.707.not, label %B1296, label %B1524
B1296:
  %.748 = add nsw i64 %used.8.0, 1
  %.757 = inttoptr i64 %.23 to ptr
  %.758.idx = shl i64 %i.4.2, 4
  %.758 = getelementptr i8, ptr %.757, i64 %.758.idx
  store i64 %.578, ptr %.758, align 8
  br label %B1346
B1346:
  %used.7.1 = phi i64 [ %.748, %B1296 ], [ %used.8.0, %B1270 ]
  %.771 = inttoptr i64 %.23 to ptr
  %.idx = shl i64 %i.4.2, 4
  %2 = getelementptr i8, ptr %.771, i64 %.idx
  %.772 = getelementptr i8, ptr %2, i64 8
  %.773 = load i64, ptr %.772, align 8
  %.780 = or i64 %.773, %.580
  %.782 = inttoptr i64 %.23 to ptr
  %.idx326 = shl i64 %i.4.2, 4
  %3 = getelementptr i8, ptr %.782, i64 %.idx326
  %.783 = getelementptr i8, ptr %3, i64 8
  store i64 %.780, ptr %.783, align 8
  %.788 = inttoptr i64 %arg.fresh to ptr
  %.789 = getelementptr i32, ptr %.788, i64 %count.11.0
  %.790 = trunc i64 %j.10.0 to i32
  store i32 %.790, ptr %.789, align 4
  %4 = xor i64 %.773, -1
  %5 = lshr i64 %4, %.579
  %.325 = and i64 %5, 1
  %.821 = add nuw nsw i64 %count.11.0, %.325
  %.831 = add nuw nsw i64 %j.10.0, 1
  %.837 = icmp slt i64 %.831, %arg.to
  br i1 %.837, label %B994, label %B1524
B1524:
  %used.8.1 = phi i64 [ %.48, %B980 ], [ %used.7.1, %B1346 ], [ %used.8.0, %B1282 ]
  %count.11.1 = phi i64 [ 0, %B980 ], [ %.821, %B1346 ], [ %count.11.0, %B1282 ]
  %j.10.1 = phi i64 [ 0, %B980 ], [ %.831, %B1346 ], [ %j.10.0, %B1282 ]
  %.878 = inttoptr i64 %arg.s to ptr
  %.879 = getelementptr i8, ptr %.878, i64 32
  store i64 %used.8.1, ptr %.879, align 8
  br label %B1568
common.ret:
  %common.ret.op = phi i32 [ 0, %B1568 ], [ %.344, %B656.if ]
  ret i32 %common.ret.op
B1568:
  %count.8.0 = phi i64 [ %count.11.1, %B1524 ], [ %count.9.1, %B932 ], [ 0, %B282 ], [ %.205, %B390 ], [ %count.10.0, %B294 ]
  %j.7.0 = phi i64 [ %j.10.1, %B1524 ], [ %j.8.1, %B932 ], [ 0, %B282 ], [ %.215, %B390 ], [ %j.9.0, %B294 ]
  %.886 = inttoptr i64 %arg.s to ptr
  %.887 = getelementptr i8, ptr %.886, i64 48
  store i64 %count.8.0, ptr %.887, align 8
  store i64 %j.7.0, ptr %retptr, align 8
  br label %common.ret
B656.if:
  %.352 = icmp sgt i32 %.344, 0
  %.345 = load ptr, ptr %excinfo.1, align 8
  %.353 = select i1 %.352, ptr %.345, ptr undef
  store ptr %.353, ptr %excinfo, align 8
  br label %common.ret
B656.endif:
  %.371 = inttoptr i64 %.23 to ptr
  %.372 = getelementptr i64, ptr %.371, i64 %.354
  %.373 = load i64, ptr %.372, align 8
  %.374 = icmp eq i64 %.373, 0
  br i1 %.374, label %B808, label %B910
}
define i32 @grow_words(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.56 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.115 = alloca i64, align 8
  %.118 = alloca i64, align 8
  %.254 = alloca i64, align 8
  %.257 = alloca i64, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.9 = getelementptr i8, ptr %.8, i64 8
  %.10 = load i64, ptr %.9, align 8
  %.11 = inttoptr i64 %.7 to ptr
  %.12 = getelementptr i8, ptr %.11, i64 8
  %.13 = load i64, ptr %.12, align 8
  %.14 = inttoptr i64 %.10 to ptr
  %.15 = getelementptr i8, ptr %.14, i64 8
  %.16 = load i64, ptr %.15, align 8
  %.23 = inttoptr i64 %.10 to ptr
  %.24 = getelementptr i8, ptr %.23, i64 16
  %.25 = load i64, ptr %.24, align 8
  %.26 = inttoptr i64 %.10 to ptr
  %.27 = getelementptr i8, ptr %.26, i64 24
  %.28 = load i64, ptr %.27, align 8
  %.35 = inttoptr i64 %.7 to ptr
  %.36 = getelementptr i8, ptr %.35, i64 16
  %.37 = load i64, ptr %.36, align 8
  %.38 = add nsw i64 %.37, 1
  %.46 = icmp sgt i64 %.37, -1
  br i1 %.46, label %B302, label %B862
B302:
  %start.2.0 = phi i64 [ 0, %entry ], [ %.72, %B844 ]
  %.52 = add nsw i64 %start.2.0, 1024
  store i64 0, ptr %.56, align 8
  %.62 = call i32 @impl.2(ptr nonnull %.56, i64 %.52, i64 %.38)
  %.72 = load i64, ptr %.56, align 8
  switch i32 %.62, label %B302.if [
    i32 -2, label %B302.endif
    i32 0, label %B302.endif
  ], !prof !0
B372:
  store i64 %start.2.0, ptr %.115, align 8
  %.128 = sub i64 %.72, %start.2.0
  %.129 = icmp slt i64 %.128, 1
  %..128 = select i1 %.129, i64 0, i64 %.128
  store i64 %..128, ptr %.118, align 8
  br label %B404
B404:
  %.170 = load i64, ptr %.118, align 8
  %.171 = icmp sgt i64 %.170, 0
  br i1 %.171, label %B404.if, label %B514
B514:
  store i64 %start.2.0, ptr %.254, align 8
  %.267 = sub i64 %.72, %start.2.0
  %.268 = icmp slt i64 %.267, 1
  %..267 = select i1 %.268, i64 0, i64 %.267
  store i64 %..267, ptr %.257, align 8
  br label %B546
B546:
  %.309 = load i64, ptr %.257, align 8
  %.310 = icmp sgt i64 %.309, 0
  br i1 %.310, label %B546.if, label %B844
B592:
  %.365 = mul i64 %.356, -7046029254386353131
  %.366 = lshr i64 %.365, %.28
  %.375 = inttoptr i64 %.16 to ptr
  %.376.idx = shl i64 %.366, 4
  %.376 = getelementptr i8, ptr %.375, i64 %.376.idx
  %.377 = load i64, ptr %.376, align 8
  %.378.not = icmp eq i64 %.377, 0
  br i1 %.378.not, label %B716, label %B662
B662:
  %i.3.2 = phi i64 [ %.366, %B592 ], [ %.383, %B662 ]
  %.381 = add nsw i64 %i.3.2, 1
  %.383 = and i64 %.381, %.25
  %.390 = inttoptr i64 %.16 to ptr
  %.391.idx = shl i64 %.383, 4
  %.391 = getelementptr i8, ptr %.390, i64 %.391.idx
  %.392 = load i64, ptr %.391, align 8
  %.393.not = icmp eq i64 %.392, 0
  br i1 %.393.not, label %B716, label %B662
B716:
  %i.3.3 = phi i64 [ %.383, %B662 ], [ %.366, %B592 ]
  %.401 = inttoptr i64 %.16 to ptr
  %.402.idx = shl i64 %i.3.3, 4
  %.402 = getelementptr i8, ptr %.401, i64 %.402.idx
  store i64 %.356, ptr %.402, align 8
  %.417 = inttoptr i64 %.13 to ptr
  %0 = getelementptr i8, ptr %.417, i64 %3
  %.418 = getelementptr i8, ptr %0, i64 8
  %.419 = load i64, ptr %.418, align 8
  %.421 = inttoptr i64 %.16 to ptr
  %.idx = shl i64 %i.3.3, 4
  %1 = getelementptr i8, ptr %.421, i64 %.idx
  %.422 = getelementptr i8, ptr %1, i64 8
  store i64 %.419, ptr %.422, align 8
  br label %B842
B842:
  br label %B546
B844:
  %.440.not = icmp sgt i64 %.72, %.37
  br i1 %.440.not, label %B862, label %B302
common.ret:
  %common.ret.op = phi i32 [ 0, %B862 ], [ %.62, %B302.if ]
  ret i32 %common.ret.op
B862:
  store i64 0, ptr %retptr, align 8
  br label %common.ret
B302.if:
  %.70 = icmp sgt i32 %.62, 0
  %.63 = load ptr, ptr %excinfo.1, align 8
  %.71 = select i1 %.70, ptr %.63, ptr undef
  store ptr %.71, ptr %excinfo, align 8
  br label %common.ret
B302.endif:
  %.88 = icmp sgt i64 %.25, 65536
  br i1 %.88, label %B372, label %B514
B404.if:
  %.177 = load i64, ptr %.115, align 8
  %.180 = add nsw i64 %.170, -1
  store i64 %.180, ptr %.118, align 8
  %.184 = add i64 %.177, 1
  store i64 %.184, ptr %.115, align 8
  %2 = shl nsw i64 %.177, 1
  %.211 = inttoptr i64 %.13 to ptr
  %.212 = getelementptr i64, ptr %.211, i64 %2
  %.213 = load i64, ptr %.212, align 8
  %.215 = mul i64 %.213, -7046029254386353131
  %.216 = lshr i64 %.215, %.28
  %.217 = shl nsw i64 %.216, 4
  %.219 = add nsw i64 %.16, %.217
  %.220 = inttoptr i64 %.219 to ptr
  call void @llvm.prefetch.p0(ptr %.220, i32 0, i32 3, i32 1)
  br label %B404
B546.if:
  %.316 = load i64, ptr %.254, align 8
  %.319 = add nsw i64 %.309, -1
  store i64 %.319, ptr %.257, align 8
  %.323 = add i64 %.316, 1
  store i64 %.323, ptr %.254, align 8
  %3 = shl i64 %.316, 4
  %.354 = inttoptr i64 %.13 to ptr
  %.355 = getelementptr i8, ptr %.354, i64 %3
  %.356 = load i64, ptr %.355, align 8
  %.361.not = icmp eq i64 %.356, 0
  br i1 %.361.not, label %B842, label %B592
}
define i32 @share_words(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.64 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.97 = alloca i64, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.153 = alloca i64, align 8
  %.156 = alloca i64, align 8
  %.254 = alloca i64, align 8
  %excinfo.3 = alloca ptr, align 8
  store ptr null, ptr %excinfo.3, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.10 = load i64, ptr %.8, align 8
  %.12 = inttoptr i64 %arg.f to ptr
  %.13 = getelementptr i8, ptr %.12, i64 8
  %.14 = load i64, ptr %.13, align 8
  %.18 = inttoptr i64 %.10 to ptr
  %.19 = getelementptr i8, ptr %.18, i64 8
  %.20 = load i64, ptr %.19, align 8
  %.21 = inttoptr i64 %.10 to ptr
  %.22 = getelementptr i8, ptr %.21, i64 16
  %.23 = load i64, ptr %.22, align 8
  %.46 = inttoptr i64 %arg.f to ptr
  %.47 = getelementptr i8, ptr %.46, i64 16
  %.48 = load i64, ptr %.47, align 8
  %.49 = icmp sgt i64 %.48, 0
  br i1 %.49, label %B204, label %B608
B204:
  %row.2.0 = phi i64 [ 0, %entry ], [ %.356, %B504.endif ]
  %total.3.0 = phi i64 [ 0, %entry ], [ %.340, %B504.endif ]
  %count.3.0 = phi i64 [ 0, %entry ], [ %.346, %B504.endif ]
  %.60 = inttoptr i64 %.14 to ptr
  %.61 = getelementptr i8, ptr %.60, i64 32
  %.62 = load i64, ptr %.61, align 8
  store i64 0, ptr %.64, align 8
  %.68 = call i32 @item(ptr nonnull %.64, i64 %.62, i64 %row.2.0)
  %.78 = load i64, ptr %.64, align 8
  switch i32 %.68, label %B204.if [
    i32 -2, label %B204.endif
    i32 0, label %B204.endif
  ], !prof !0
B404:
  %same.2.1 = phi i64 [ 0, %B204.endif.endif ], [ %.286, %B406.endif ]
  %.208 = load i64, ptr %.156, align 8
  %.209 = icmp sgt i64 %.208, 0
  br i1 %.209, label %B404.if, label %B504
B504:
  %.299 = icmp eq i64 %same.2.1, 0
  br i1 %.299, label %B504.endif, label %B504.else, !prof !1
B608:
  %total.3.1 = phi i64 [ %.340, %B504.endif ], [ 0, %entry ]
  %count.3.1 = phi i64 [ %.346, %B504.endif ], [ 0, %entry ]
  %.385.not = icmp eq i64 %count.3.1, 0
  br i1 %.385.not, label %B624, label %B612.else.if
common.ret:
  %common.ret.op = phi i32 [ 0, %B624 ], [ %.68, %B204.if ], [ %.101, %B204.endif.if ], [ %.258, %B406.if ]
  ret i32 %common.ret.op
B624:
  %"$phi624.0.2.0" = phi i64 [ 65536, %B608 ], [ %.396.1, %B612.else.if ]
  store i64 %"$phi624.0.2.0", ptr %retptr, align 8
  br label %common.ret
B204.if:
  %.76 = icmp sgt i32 %.68, 0
  %.69 = load ptr, ptr %excinfo.1, align 8
  %.77 = select i1 %.76, ptr %.69, ptr undef
  store ptr %.77, ptr %excinfo, align 8
  br label %common.ret
B204.endif:
  %.93 = inttoptr i64 %.14 to ptr
  %.94 = getelementptr i8, ptr %.93, i64 40
  %.95 = load i64, ptr %.94, align 8
  store i64 0, ptr %.97, align 8
  %.101 = call i32 @item(ptr nonnull %.97, i64 %.95, i64 %row.2.0)
  switch i32 %.101, label %B204.endif.if [
    i32 -2, label %B204.endif.endif
    i32 0, label %B204.endif.endif
  ], !prof !0
B204.endif.if:
  %.109 = icmp sgt i32 %.101, 0
  %.102 = load ptr, ptr %excinfo.2, align 8
  %.110 = select i1 %.109, ptr %.102, ptr undef
  store ptr %.110, ptr %excinfo, align 8
  br label %common.ret
B204.endif.endif:
  %.111 = load i64, ptr %.97, align 8
  %.127 = and i64 %.111, -64
  %.128 = and i64 %.111, -64
  %.129 = add nsw i64 %.128, 64
  store i64 %.127, ptr %.153, align 8
  %.166 = sub i64 %.129, %.127
  %.167 = icmp slt i64 %.166, 1
  %..166 = select i1 %.167, i64 0, i64 %.166
  store i64 %..166, ptr %.156, align 8
  br label %B404
B404.if:
  %.215 = load i64, ptr %.153, align 8
  %.218 = add nsw i64 %.208, -1
  store i64 %.218, ptr %.156, align 8
  %.222 = add i64 %.215, 1
  store i64 %.222, ptr %.153, align 8
  %.249 = shl i64 %.78, 32
  %.250 = or i64 %.249, %.215
  %.251 = add nsw i64 %.250, 1
  store i64 0, ptr %.254, align 8
  %.258 = call i32 @find_pair(ptr nonnull %.254, i64 %.20, i64 %.23, i64 %.251)
  switch i32 %.258, label %B406.if [
    i32 -2, label %B406.endif
    i32 0, label %B406.endif
  ], !prof !0
B406.if:
  %.266 = icmp sgt i32 %.258, 0
  %.259 = load ptr, ptr %excinfo.3, align 8
  %.267 = select i1 %.266, ptr %.259, ptr undef
  store ptr %.267, ptr %excinfo, align 8
  br label %common.ret
B406.endif:
  %.268 = load i64, ptr %.254, align 8
  %.279 = inttoptr i64 %.20 to ptr
  %.280 = getelementptr i64, ptr %.279, i64 %.268
  %.281 = load i64, ptr %.280, align 8
  %.282 = icmp ne i64 %.281, 0
  %.285 = zext i1 %.282 to i64
  %.286 = add nuw nsw i64 %same.2.1, %.285
  br label %B404
B504.else:
  %.315 = udiv i64 65536, %same.2.1
  br label %B504.endif
B504.endif:
  %quot.0 = phi i64 [ %.315, %B504.else ], [ 0, %B504 ]
  %.340 = add nuw nsw i64 %total.3.0, %quot.0
  %.346 = add nuw nsw i64 %count.3.0, 1
  %.352 = inttoptr i64 %arg.f to ptr
  %.353 = getelementptr i8, ptr %.352, i64 24
  %.354 = load i64, ptr %.353, align 8
  %.356 = add nsw i64 %row.2.0, %.354
  %.360 = inttoptr i64 %arg.f to ptr
  %.361 = getelementptr i8, ptr %.360, i64 16
  %.362 = load i64, ptr %.361, align 8
  %.363 = icmp slt i64 %.356, %.362
  br i1 %.363, label %B204, label %B608
B612.else.if:
  %.407 = sdiv i64 %total.3.1, %count.3.1
  %.408 = srem i64 %total.3.1, %count.3.1
  %.409 = xor i64 %count.3.1, %.408
  %.409.lobit = ashr i64 %.409, 63
  %.396.1 = add i64 %.407, %.409.lobit
  br label %B624
}
define i32 @read_integers(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.9 = getelementptr i8, ptr %.8, i64 8
  %.10 = load i64, ptr %.9, align 8
  %.11 = inttoptr i64 %arg.f to ptr
  %.12 = getelementptr i8, ptr %.11, i64 16
  %.13 = load i64, ptr %.12, align 8
  %.14 = inttoptr i64 %arg.f to ptr
  %.15 = getelementptr i8, ptr %.14, i64 24
  %.16 = load i64, ptr %.15, align 8
  %.17 = inttoptr i64 %arg.f to ptr
  %.18 = getelementptr i8, ptr %.17, i64 32
  %.19 = load i64, ptr %.18, align 8
  %.65 = inttoptr i64 %arg.f to ptr
  %.66 = getelementptr i8, ptr %.65, i64 40
  %.67 = load i64, ptr %.66, align 8
  %.68 = inttoptr i64 %arg.f to ptr
  %.69 = getelementptr i8, ptr %.68, i64 48
  %.70 = load i64, ptr %.69, align 8
  %.93 = icmp sgt i64 %.10, 0
  br i1 %.93, label %B260, label %B1070
B260:
  %column.5.0 = phi i64 [ 0, %entry ], [ %column.4.1, %B1056 ]
  %row.4.0 = phi i64 [ 0, %entry ], [ %row.3.1, %B1056 ]
  %at.7.0 = phi i64 [ 0, %entry ], [ %at.8.1, %B1056 ]
  %.108 = inttoptr i64 %.7 to ptr
  %.109 = getelementptr i8, ptr %.108, i64 %at.7.0
  %.110 = load i8, ptr %.109, align 1
  %.111 = sext i8 %.110 to i64
  %.115 = icmp eq i8 %.110, 45
  br i1 %.115, label %B318, label %B386
B318:
  %.126 = add nsw i64 %at.7.0, 1
  %.134 = icmp slt i64 %.126, %.10
  br i1 %.134, label %B340, label %B386
B340:
  %.138 = inttoptr i64 %.7 to ptr
  %.139 = getelementptr i8, ptr %.138, i64 %.126
  %.140 = load i8, ptr %.139, align 1
  %.141 = sext i8 %.140 to i64
  br label %B386
B386:
  %at.12.1 = phi i64 [ %at.7.0, %B260 ], [ %.126, %B318 ], [ %.126, %B340 ]
  %letter.2.1 = phi i64 [ %.111, %B260 ], [ 10, %B318 ], [ %.141, %B340 ]
  %.163 = add nsw i64 %letter.2.1, -48
  %0 = add nsw i64 %letter.2.1, -58
  %or.cond = icmp ult i64 %0, -10
  br i1 %or.cond, label %B434, label %B438
common.ret:
  ret i32 0
B434:
  store i64 -1, ptr %retptr, align 8
  br label %common.ret
B438:
  %.222 = add nsw i64 %at.12.1, 1
  %.232 = icmp slt i64 %.222, %.10
  br i1 %.232, label %B464, label %B576
B464:
  %value.4.1 = phi i64 [ %.163, %B438 ], [ %.273, %B538 ]
  %at.10.1 = phi i64 [ %.222, %B438 ], [ %.281, %B538 ]
  %.243 = inttoptr i64 %.7 to ptr
  %.244 = getelementptr i8, ptr %.243, i64 %at.10.1
  %.245 = load i8, ptr %.244, align 1
  %1 = add i8 %.245, -58
  %or.cond232 = icmp ult i8 %1, -10
  br i1 %or.cond232, label %B576, label %B538
B538:
  %.246 = sext i8 %.245 to i64
  %.247 = add nsw i64 %.246, -48
  %.271 = mul nsw i64 %value.4.1, 10
  %.273 = add nsw i64 %.271, %.247
  %.281 = add nsw i64 %at.10.1, 1
  %.287 = icmp slt i64 %.281, %.10
  br i1 %.287, label %B464, label %B576
B576:
  %value.4.2 = phi i64 [ %.163, %B438 ], [ %.273, %B538 ], [ %value.4.1, %B464 ]
  %at.10.2 = phi i64 [ %.222, %B438 ], [ %.281, %B538 ], [ %at.10.1, %B464 ]
  %.300 = sub nsw i64 %at.10.2, %at.12.1
  %.307 = icmp eq i64 %.163, 0
  %.312 = icmp sgt i64 %.300, 1
  %brmerge = or i1 %.312, %.115
  %or.cond237 = select i1 %.307, i1 %brmerge, i1 false
  br i1 %or.cond237, label %B614, label %B618
B614:
  store i64 -1, ptr %retptr, align 8
  br label %common.ret
B618:
  %.353 = sub i64 0, %value.4.2
  %spec.select233 = select i1 %.115, i64 %.353, i64 %value.4.2
  %.362 = icmp sgt i64 %.300, 18
  %.368 = icmp eq i64 %row.4.0, %.16
  %or.cond234 = select i1 %.362, i1 true, i1 %.368
  br i1 %or.cond234, label %B688, label %B652
B652:
  %cond = icmp eq i64 %.67, 32
  br i1 %cond, label %B664, label %B752
B664:
  %2 = add i64 %spec.select233, 2147483648
  %.377.not = icmp ult i64 %2, 4294967296
  br i1 %.377.not, label %B704, label %B688
B688:
  store i64 -1, ptr %retptr, align 8
  br label %common.ret
B704:
  %.408 = mul nsw i64 %column.5.0, %.16
  %.413 = inttoptr i64 %.13 to ptr
  %3 = getelementptr i32, ptr %.413, i64 %.408
  %.414 = getelementptr i32, ptr %3, i64 %row.4.0
  %.415 = trunc i64 %spec.select233 to i32
  store i32 %.415, ptr %.414, align 4
  br label %B798
B752:
  %.422 = mul nsw i64 %column.5.0, %.16
  %.427 = inttoptr i64 %.13 to ptr
  %4 = getelementptr i64, ptr %.427, i64 %.422
  %.428 = getelementptr i64, ptr %4, i64 %row.4.0
  store i64 %spec.select233, ptr %.428, align 8
  br label %B798
B798:
  %.434 = add nsw i64 %column.5.0, 1
  %.442 = icmp slt i64 %.434, %.19
  br i1 %.442, label %B820, label %B888
B820:
  %.446 = icmp eq i64 %at.10.2, %.10
  br i1 %.446, label %B872, label %B832
B832:
  %.450 = inttoptr i64 %.7 to ptr
  %.451 = getelementptr i8, ptr %.450, i64 %at.10.2
  %.452 = load i8, ptr %.451, align 1
  %.453 = sext i8 %.452 to i64
  %.455.not = icmp eq i64 %.70, %.453
  br i1 %.455.not, label %B876, label %B872
B872:
  store i64 -1, ptr %retptr, align 8
  br label %common.ret
B876:
  %.492 = add nsw i64 %at.10.2, 1
  br label %B1056
B888:
  %.509 = add nsw i64 %row.4.0, 1
  %.516 = add nsw i64 %at.10.2, 1
  %.518 = icmp slt i64 %.516, %.10
  br i1 %.518, label %B920, label %B980
B920:
  %.525 = inttoptr i64 %.7 to ptr
  %.526 = getelementptr i8, ptr %.525, i64 %at.10.2
  %.527 = load i8, ptr %.526, align 1
  %.529 = icmp eq i8 %.527, 13
  %.532 = zext i1 %.529 to i64
  %spec.select236 = add nsw i64 %at.10.2, %.532
  br label %B980
B980:
  %at.9.1 = phi i64 [ %at.10.2, %B888 ], [ %spec.select236, %B920 ]
  %.551 = icmp slt i64 %at.9.1, %.10
  br i1 %.551, label %B992, label %B1056
B992:
  %.561 = inttoptr i64 %.7 to ptr
  %.562 = getelementptr i8, ptr %.561, i64 %at.9.1
  %.563 = load i8, ptr %.562, align 1
  %.565.not = icmp eq i8 %.563, 10
  br i1 %.565.not, label %B1046, label %B1042
B1042:
  store i64 -1, ptr %retptr, align 8
  br label %common.ret
B1046:
  %.600 = add nsw i64 %at.9.1, 1
  br label %B1056
B1056:
  %column.4.1 = phi i64 [ %.434, %B876 ], [ 0, %B1046 ], [ 0, %B980 ]
  %row.3.1 = phi i64 [ %row.4.0, %B876 ], [ %.509, %B1046 ], [ %.509, %B980 ]
  %at.8.1 = phi i64 [ %.492, %B876 ], [ %.600, %B1046 ], [ %at.9.1, %B980 ]
  %.633 = icmp slt i64 %at.8.1, %.10
  br i1 %.633, label %B260, label %B1070
B1070:
  %column.5.1 = phi i64 [ %column.4.1, %B1056 ], [ 0, %entry ]
  %row.4.1 = phi i64 [ %row.3.1, %B1056 ], [ 0, %entry ]
  %.663 = icmp eq i64 %column.5.1, 0
  %row.4.1. = select i1 %.663, i64 %row.4.1, i64 -1
  store i64 %row.4.1., ptr %retptr, align 8
  br label %common.ret
}
define i32 @take_texts(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.79 = alloca i64, align 8
  %.82 = alloca i64, align 8
  %.197 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.9 = getelementptr i8, ptr %.8, i64 40
  %.10 = load i64, ptr %.9, align 8
  %.14 = inttoptr i64 %arg.f to ptr
  %.15 = getelementptr i8, ptr %.14, i64 56
  %.16 = load i64, ptr %.15, align 8
  %.17 = inttoptr i64 %arg.f to ptr
  %.18 = getelementptr i8, ptr %.17, i64 64
  %.19 = load i64, ptr %.18, align 8
  %.20 = inttoptr i64 %arg.f to ptr
  %.21 = getelementptr i8, ptr %.20, i64 72
  %.22 = load i64, ptr %.21, align 8
  %.32 = inttoptr i64 %.7 to ptr
  %.33 = getelementptr i8, ptr %.32, i64 16
  %.34 = load i64, ptr %.33, align 8
  %.35 = inttoptr i64 %.7 to ptr
  %.36 = getelementptr i8, ptr %.35, i64 24
  %.37 = load i64, ptr %.36, align 8
  %.38 = inttoptr i64 %.7 to ptr
  %.39 = getelementptr i8, ptr %.38, i64 32
  %.40 = load i64, ptr %.39, align 8
  %.50 = inttoptr i64 %arg.f to ptr
  %.51 = getelementptr i8, ptr %.50, i64 24
  %.52 = load i64, ptr %.51, align 8
  %.53 = inttoptr i64 %arg.f to ptr
  %.54 = getelementptr i8, ptr %.53, i64 32
  %.55 = load i64, ptr %.54, align 8
  store i64 %.52, ptr %.79, align 8
  %.92 = sub i64 %.55, %.52
  %.93 = icmp slt i64 %.92, 1
  %..92 = select i1 %.93, i64 0, i64 %.92
  store i64 %..92, ptr %.82, align 8
  br label %B448
B448:
  %.136 = load i64, ptr %.82, align 8
  %.137 = icmp sgt i64 %.136, 0
  br i1 %.137, label %B448.if, label %B744
B642:
  %i.3.1 = phi i64 [ %.227, %B450.endif ], [ %.243, %B642 ]
  %.241 = add nsw i64 %i.3.1, 1
  %.243 = and i64 %.241, %.19
  %.249 = inttoptr i64 %.16 to ptr
  %.250 = getelementptr i64, ptr %.249, i64 %.243
  %.251 = load i64, ptr %.250, align 8
  %.252.not = icmp eq i64 %.251, 0
  br i1 %.252.not, label %B690, label %B642
B690:
  %i.3.2 = phi i64 [ %.243, %B642 ], [ %.227, %B450.endif ]
  %.257 = and i64 %.211, -4294967296
  %.261 = add nsw i64 %.179, 1
  %.264 = or i64 %.257, %.261
  %.267 = inttoptr i64 %.16 to ptr
  %.268 = getelementptr i64, ptr %.267, i64 %i.3.2
  store i64 %.264, ptr %.268, align 8
  br label %B448
common.ret:
  %common.ret.op = phi i32 [ 0, %B744 ], [ %.201, %B450.if ]
  ret i32 %common.ret.op
B744:
  store i64 0, ptr %retptr, align 8
  br label %common.ret
B448.if:
  %.143 = load i64, ptr %.79, align 8
  %.146 = add nsw i64 %.136, -1
  store i64 %.146, ptr %.82, align 8
  %.150 = add i64 %.143, 1
  store i64 %.150, ptr %.79, align 8
  %.176 = inttoptr i64 %.10 to ptr
  %.177 = getelementptr i32, ptr %.176, i64 %.143
  %.178 = load i32, ptr %.177, align 4
  %.179 = sext i32 %.178 to i64
  %.186 = inttoptr i64 %.37 to ptr
  %.187 = getelementptr i64, ptr %.186, i64 %.179
  %.188 = load i64, ptr %.187, align 8
  %.190 = add nsw i64 %.34, %.188
  %.193 = inttoptr i64 %.40 to ptr
  %.194 = getelementptr i32, ptr %.193, i64 %.179
  %.195 = load i32, ptr %.194, align 4
  %.196 = sext i32 %.195 to i64
  store i64 0, ptr %.197, align 8
  %.201 = call i32 @hash_letters(ptr nonnull %.197, i64 %.190, i64 %.196)
  %.211 = load i64, ptr %.197, align 8
  switch i32 %.201, label %B450.if [
    i32 -2, label %B450.endif
    i32 0, label %B450.endif
  ], !prof !0
B450.if:
  %.209 = icmp sgt i32 %.201, 0
  %.202 = load ptr, ptr %excinfo.1, align 8
  %.210 = select i1 %.209, ptr %.202, ptr undef
  store ptr %.210, ptr %excinfo, align 8
  br label %common.ret
B450.endif:
  %.226 = mul i64 %.211, -7046029254386353131
  %.227 = lshr i64 %.226, %.22
  %.235 = inttoptr i64 %.16 to ptr
  %.236 = getelementptr i64, ptr %.235, i64 %.227
  %.237 = load i64, ptr %.236, align 8
  %.238.not = icmp eq i64 %.237, 0
  br i1 %.238.not, label %B690, label %B642
}
define internal i32 @hash_letters(ptr noalias %retptr, i64 %arg.letters, i64 %arg.size) {
entry:
  %.34 = alloca i64, align 8
  %.37 = alloca i64, align 8
  store i64 0, ptr %.34, align 8
  %.48 = icmp slt i64 %arg.size, 1
  %.arg.size = select i1 %.48, i64 0, i64 %arg.size
  store i64 %.arg.size, ptr %.37, align 8
  br label %B38
B38:
  %h.2.0 = phi i64 [ 1, %entry ], [ %.137, %B38.if ]
  %.91 = load i64, ptr %.37, align 8
  %.92 = icmp sgt i64 %.91, 0
  br i1 %.92, label %B38.if, label %B110
B110:
  %.149 = lshr i64 %h.2.0, 29
  %.152 = xor i64 %h.2.0, %.149
  store i64 %.152, ptr %retptr, align 8
  ret i32 0
B38.if:
  %.98 = load i64, ptr %.34, align 8
  %.101 = add nsw i64 %.91, -1
  store i64 %.101, ptr %.37, align 8
  %.105 = add i64 %.98, 1
  store i64 %.105, ptr %.34, align 8
  %.131 = inttoptr i64 %arg.letters to ptr
  %.132 = getelementptr i8, ptr %.131, i64 %.98
  %.133 = load i8, ptr %.132, align 1
  %.134 = sext i8 %.133 to i64
  %.136 = xor i64 %h.2.0, %.134
  %.137 = mul i64 %.136, -7046029254386353131
  br label %B38
}
define i32 @join_texts(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.181 = alloca i64, align 8
  %.184 = alloca i64, align 8
  %.388 = alloca i64, align 8
  %.391 = alloca i64, align 8
  %.532 = alloca i64, align 8
  %.535 = alloca i64, align 8
  %.674 = alloca i64, align 8
  %excinfo.1 = alloca ptr, align 8
  store ptr null, ptr %excinfo.1, align 8
  %.709 = alloca i64, align 8
  %excinfo.2 = alloca ptr, align 8
  store ptr null, ptr %excinfo.2, align 8
  %.794 = alloca i64, align 8
  %.797 = alloca i64, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.10 = load i64, ptr %.8, align 8
  %.12 = inttoptr i64 %arg.f to ptr
  %.13 = getelementptr i8, ptr %.12, i64 8
  %.14 = load i64, ptr %.13, align 8
  %.16 = inttoptr i64 %arg.f to ptr
  %.17 = getelementptr i8, ptr %.16, i64 16
  %.18 = load i64, ptr %.17, align 8
  %.29 = inttoptr i64 %arg.f to ptr
  %.30 = getelementptr i8, ptr %.29, i64 40
  %.31 = load i64, ptr %.30, align 8
  %.33 = inttoptr i64 %arg.f to ptr
  %.34 = getelementptr i8, ptr %.33, i64 24
  %.35 = load i64, ptr %.34, align 8
  %.37 = inttoptr i64 %arg.f to ptr
  %.38 = getelementptr i8, ptr %.37, i64 32
  %.39 = load i64, ptr %.38, align 8
  %.53 = inttoptr i64 %arg.f to ptr
  %.54 = getelementptr i8, ptr %.53, i64 56
  %.55 = load i64, ptr %.54, align 8
  %.57 = inttoptr i64 %arg.f to ptr
  %.58 = getelementptr i8, ptr %.57, i64 64
  %.59 = load i64, ptr %.58, align 8
  %.61 = inttoptr i64 %arg.f to ptr
  %.62 = getelementptr i8, ptr %.61, i64 72
  %.63 = load i64, ptr %.62, align 8
  %.74 = inttoptr i64 %arg.f to ptr
  %.75 = getelementptr i8, ptr %.74, i64 80
  %.76 = load i64, ptr %.75, align 8
  %.78 = inttoptr i64 %arg.f to ptr
  %.79 = getelementptr i8, ptr %.78, i64 88
  %.80 = load i64, ptr %.79, align 8
  %.91 = inttoptr i64 %arg.f to ptr
  %.92 = getelementptr i8, ptr %.91, i64 96
  %.93 = load i64, ptr %.92, align 8
  %.95 = inttoptr i64 %arg.f to ptr
  %.96 = getelementptr i8, ptr %.95, i64 104
  %.97 = load i64, ptr %.96, align 8
  %.108 = inttoptr i64 %.10 to ptr
  %.109 = getelementptr i8, ptr %.108, i64 16
  %.110 = load i64, ptr %.109, align 8
  %.112 = inttoptr i64 %.10 to ptr
  %.113 = getelementptr i8, ptr %.112, i64 24
  %.114 = load i64, ptr %.113, align 8
  %.116 = inttoptr i64 %.10 to ptr
  %.117 = getelementptr i8, ptr %.116, i64 32
  %.118 = load i64, ptr %.117, align 8
  %.129 = inttoptr i64 %.10 to ptr
  %.131 = load i64, ptr %.129, align 8
  %.133 = inttoptr i64 %.10 to ptr
  %.134 = getelementptr i8, ptr %.133, i64 8
  %.135 = load i64, ptr %.134, align 8
  %.143 = icmp slt i64 %.35, %.39
  br i1 %.143, label %B774, label %B1724
B774:
  %row.3.0 = phi i64 [ %.35, %entry ], [ %.1018, %B1666 ]
  %used.4.0 = phi i64 [ %.76, %entry ], [ %used.3.1, %B1666 ]
  %count.4.0 = phi i64 [ %.93, %entry ], [ %count.3.1, %B1666 ]
  store i64 0, ptr %.181, align 8
  %.195 = icmp slt i64 %.18, 1
  %..18 = select i1 %.195, i64 0, i64 %.18
  store i64 %..18, ptr %.184, align 8
  br label %B808
B808:
  %size.2.1 = phi i64 [ 0, %B774 ], [ %.292, %B808.if ]
  %.238 = load i64, ptr %.184, align 8
  %.239 = icmp sgt i64 %.238, 0
  br i1 %.239, label %B808.if, label %B908
B908:
  %.302 = add nsw i64 %used.4.0, %size.2.1
  %.304 = icmp sgt i64 %.302, %.80
  %.308 = icmp eq i64 %count.4.0, %.97
  %or.cond = select i1 %.304, i1 true, i1 %.308
  br i1 %or.cond, label %B1724, label %B942
B942:
  %.360 = add nsw i64 %.110, %used.4.0
  store i64 0, ptr %.388, align 8
  %.402 = icmp slt i64 %.18, 1
  %..18326 = select i1 %.402, i64 0, i64 %.18
  store i64 %..18326, ptr %.391, align 8
  br label %B982
B982:
  %at.3.1 = phi i64 [ %.360, %B942 ], [ %.645, %B1214 ]
  %.443 = load i64, ptr %.391, align 8
  %.444 = icmp sgt i64 %.443, 0
  br i1 %.444, label %B982.if, label %B1226
B1146:
  %.587 = load i64, ptr %.535, align 8
  %.588 = icmp sgt i64 %.587, 0
  br i1 %.588, label %B1146.if, label %B1214
B1214:
  %.645 = add nsw i64 %at.3.1, %.501
  br label %B982
B1226:
  %.667 = add nsw i64 %.110, %used.4.0
  store i64 0, ptr %.674, align 8
  %.678 = call i32 @hash_letters(ptr nonnull %.674, i64 %.667, i64 %size.2.1)
  %.688 = load i64, ptr %.674, align 8
  switch i32 %.678, label %B1226.if [
    i32 -2, label %B1226.endif
    i32 0, label %B1226.endif
  ], !prof !0
B1322:
  %.750 = xor i64 %.723, -1
  %.754 = and i64 %.688, -4294967296
  %.758 = add nsw i64 %count.4.0, 1
  %.759 = or i64 %.754, %.758
  %.761 = inttoptr i64 %.55 to ptr
  %.762 = getelementptr i64, ptr %.761, i64 %.750
  store i64 %.759, ptr %.762, align 8
  store i64 0, ptr %.794, align 8
  store i64 7, ptr %.797, align 8
  br label %B1428
B1428:
  %place.2.1 = phi i64 [ 0, %B1322 ], [ %.922, %B1492 ]
  %.849 = load i64, ptr %.797, align 8
  %.850 = icmp sgt i64 %.849, 0
  br i1 %.850, label %B1428.if, label %B1500
B1452:
  %.904 = inttoptr i64 %.667 to ptr
  %.905 = getelementptr i8, ptr %.904, i64 %.856
  %.906 = load i8, ptr %.905, align 1
  %.907 = zext i8 %.906 to i64
  br label %B1492
B1492:
  %"$phi1492.2.2.2" = phi i64 [ %.907, %B1452 ], [ 0, %B1428.if ]
  %.922 = or disjoint i64 %.892, %"$phi1492.2.2.2"
  br label %B1428
B1500:
  %.942 = inttoptr i64 %.135 to ptr
  %.943 = getelementptr i64, ptr %.942, i64 %count.4.0
  store i64 %place.2.1, ptr %.943, align 8
  %.949 = inttoptr i64 %.131 to ptr
  %.950 = getelementptr i8, ptr %.949, i64 %count.4.0
  store i8 2, ptr %.950, align 1
  %.956 = inttoptr i64 %.114 to ptr
  %.957 = getelementptr i64, ptr %.956, i64 %count.4.0
  store i64 %used.4.0, ptr %.957, align 8
  %.962 = inttoptr i64 %.118 to ptr
  %.963 = getelementptr i32, ptr %.962, i64 %count.4.0
  %.964 = trunc i64 %size.2.1 to i32
  store i32 %.964, ptr %.963, align 4
  %.970 = add nsw i64 %used.4.0, %size.2.1
  %.978 = add nsw i64 %count.4.0, 1
  br label %B1666
B1666:
  %used.3.1 = phi i64 [ %.970, %B1500 ], [ %used.4.0, %B1226.endif.endif ]
  %count.3.1 = phi i64 [ %.978, %B1500 ], [ %count.4.0, %B1226.endif.endif ]
  %number.3.1 = phi i64 [ %count.4.0, %B1500 ], [ %.723, %B1226.endif.endif ]
  %.1011 = inttoptr i64 %.31 to ptr
  %.1012 = getelementptr i32, ptr %.1011, i64 %row.3.0
  %.1013 = trunc i64 %number.3.1 to i32
  store i32 %.1013, ptr %.1012, align 4
  %.1018 = add nsw i64 %row.3.0, 1
  %.1024 = icmp slt i64 %.1018, %.39
  br i1 %.1024, label %B774, label %B1724
common.ret:
  %common.ret.op = phi i32 [ 0, %B1724 ], [ %.678, %B1226.if ], [ %.713, %B1226.endif.if ]
  ret i32 %common.ret.op
B1724:
  %row.3.1 = phi i64 [ %.35, %entry ], [ %.1018, %B1666 ], [ %row.3.0, %B908 ]
  %used.4.1 = phi i64 [ %.76, %entry ], [ %used.3.1, %B1666 ], [ %used.4.0, %B908 ]
  %count.4.1 = phi i64 [ %.93, %entry ], [ %count.3.1, %B1666 ], [ %count.4.0, %B908 ]
  %.1069 = inttoptr i64 %arg.f to ptr
  %.1070 = getelementptr i8, ptr %.1069, i64 80
  store i64 %used.4.1, ptr %.1070, align 8
  %.1076 = inttoptr i64 %arg.f to ptr
  %.1077 = getelementptr i8, ptr %.1076, i64 96
  store i64 %count.4.1, ptr %.1077, align 8
  store i64 %row.3.1, ptr %retptr, align 8
  br label %common.ret
B808.if:
  %.245 = load i64, ptr %.181, align 8
  %.248 = add nsw i64 %.238, -1
  store i64 %.248, ptr %.184, align 8
  %.252 = add i64 %.245, 1
  store i64 %.252, ptr %.181, align 8
  %.278 = inttoptr i64 %.14 to ptr
  %.279 = getelementptr i64, ptr %.278, i64 %.245
  %.280 = load i64, ptr %.279, align 8
  %.282 = inttoptr i64 %.280 to ptr
  %.283 = getelementptr i32, ptr %.282, i64 %row.3.0
  %.284 = load i32, ptr %.283, align 4
  %.285 = sext i32 %.284 to i64
  %.287 = inttoptr i64 %.118 to ptr
  %.288 = getelementptr i32, ptr %.287, i64 %.285
  %.289 = load i32, ptr %.288, align 4
  %.290 = sext i32 %.289 to i64
  %.292 = add nsw i64 %size.2.1, %.290
  br label %B808
B982.if:
  %.450 = load i64, ptr %.388, align 8
  %.453 = add nsw i64 %.443, -1
  store i64 %.453, ptr %.391, align 8
  %.457 = add i64 %.450, 1
  store i64 %.457, ptr %.388, align 8
  %.483 = inttoptr i64 %.14 to ptr
  %.484 = getelementptr i64, ptr %.483, i64 %.450
  %.485 = load i64, ptr %.484, align 8
  %.487 = inttoptr i64 %.485 to ptr
  %.488 = getelementptr i32, ptr %.487, i64 %row.3.0
  %.489 = load i32, ptr %.488, align 4
  %.490 = sext i32 %.489 to i64
  %.492 = inttoptr i64 %.114 to ptr
  %.493 = getelementptr i64, ptr %.492, i64 %.490
  %.494 = load i64, ptr %.493, align 8
  %.496 = add nsw i64 %.110, %.494
  %.498 = inttoptr i64 %.118 to ptr
  %.499 = getelementptr i32, ptr %.498, i64 %.490
  %.500 = load i32, ptr %.499, align 4
  %.501 = sext i32 %.500 to i64
  store i64 0, ptr %.532, align 8
  %.546 = icmp slt i32 %.500, 1
  %..501 = select i1 %.546, i64 0, i64 %.501
  store i64 %..501, ptr %.535, align 8
  br label %B1146
B1146.if:
  %.594 = load i64, ptr %.532, align 8
  %.597 = add nsw i64 %.587, -1
  store i64 %.597, ptr %.535, align 8
  %.601 = add i64 %.594, 1
  store i64 %.601, ptr %.532, align 8
  %.627 = inttoptr i64 %.496 to ptr
  %.628 = getelementptr i8, ptr %.627, i64 %.594
  %.629 = load i8, ptr %.628, align 1
  %.632 = inttoptr i64 %at.3.1 to ptr
  %.633 = getelementptr i8, ptr %.632, i64 %.594
  store i8 %.629, ptr %.633, align 1
  br label %B1146
B1226.if:
  %.686 = icmp sgt i32 %.678, 0
  %.679 = load ptr, ptr %excinfo.1, align 8
  %.687 = select i1 %.686, ptr %.679, ptr undef
  store ptr %.687, ptr %excinfo, align 8
  br label %common.ret
B1226.endif:
  store i64 0, ptr %.709, align 8
  %.713 = call i32 @find_text(ptr nonnull %.709, i64 %.10, i64 %.55, i64 %.59, i64 %.63, i64 %.667, i64 %size.2.1, i64 %.688)
  %.723 = load i64, ptr %.709, align 8
  switch i32 %.713, label %B1226.endif.if [
    i32 -2, label %B1226.endif.endif
    i32 0, label %B1226.endif.endif
  ], !prof !0
B1226.endif.if:
  %.721 = icmp sgt i32 %.713, 0
  %.714 = load ptr, ptr %excinfo.2, align 8
  %.722 = select i1 %.721, ptr %.714, ptr undef
  store ptr %.722, ptr %excinfo, align 8
  br label %common.ret
B1226.endif.endif:
  %.741 = icmp slt i64 %.723, 0
  br i1 %.741, label %B1322, label %B1666
B1428.if:
  %.856 = load i64, ptr %.794, align 8
  %.859 = add nsw i64 %.849, -1
  store i64 %.859, ptr %.797, align 8
  %.863 = add i64 %.856, 1
  store i64 %.863, ptr %.794, align 8
  %.892 = shl i64 %place.2.1, 8
  %.897 = icmp slt i64 %.856, %size.2.1
  br i1 %.897, label %B1452, label %B1492
}
define internal i32 @find_text(ptr noalias %retptr, i64 %arg.order, i64 %arg.slots, i64 %arg.mask, i64 %arg.shift, i64 %arg.letters, i64 %arg.size, i64 %arg.h) {
entry:
  %.19 = inttoptr i64 %arg.order to ptr
  %.20 = getelementptr i8, ptr %.19, i64 24
  %.21 = load i64, ptr %.20, align 8
  %.22 = inttoptr i64 %arg.order to ptr
  %.23 = getelementptr i8, ptr %.22, i64 32
  %.24 = load i64, ptr %.23, align 8
  %.25 = inttoptr i64 %arg.order to ptr
  %.26 = getelementptr i8, ptr %.25, i64 16
  %.27 = load i64, ptr %.26, align 8
  %.41 = mul i64 %arg.h, -7046029254386353131
  %.42 = lshr i64 %.41, %arg.shift
  br label %B174
B174:
  %i.2.0 = phi i64 [ %.42, %entry ], [ %.236, %B530 ]
  %.49 = inttoptr i64 %arg.slots to ptr
  %.50 = getelementptr i64, ptr %.49, i64 %i.2.0
  %.51 = load i64, ptr %.50, align 8
  %.56 = icmp eq i64 %.51, 0
  br i1 %.56, label %B218, label %B228
common.ret:
  %storemerge = phi i64 [ %.77, %B218 ], [ %.91, %B514 ]
  store i64 %storemerge, ptr %retptr, align 8
  ret i32 0
B218:
  %.77 = xor i64 %i.2.0, -1
  br label %common.ret
B228:
  %0 = xor i64 %.51, %arg.h
  %.85 = icmp ult i64 %0, 4294967296
  br i1 %.85, label %B246, label %B530
B246:
  %.88 = and i64 %.51, 4294967295
  %.91 = add nsw i64 %.88, -1
  %.97 = inttoptr i64 %.24 to ptr
  %.98 = getelementptr i32, ptr %.97, i64 %.91
  %.99 = load i32, ptr %.98, align 4
  %.100 = sext i32 %.99 to i64
  %.102 = icmp eq i64 %arg.size, %.100
  br i1 %.102, label %B302, label %B530
B302:
  %.106 = inttoptr i64 %.21 to ptr
  %.107 = getelementptr i64, ptr %.106, i64 %.91
  %.108 = load i64, ptr %.107, align 8
  %.110 = add nsw i64 %.27, %.108
  %.123 = icmp sgt i64 %arg.size, 0
  br i1 %.123, label %B356, label %B514
B356:
  %.134 = inttoptr i64 %.110 to ptr
  %.136 = load i8, ptr %.134, align 1
  %.140 = inttoptr i64 %arg.letters to ptr
  %.142 = load i8, ptr %.140, align 1
  %.146 = icmp eq i8 %.136, %.142
  br i1 %.146, label %B424, label %B514
B424:
  %at.3.1 = phi i64 [ 0, %B356 ], [ %.152, %B446 ]
  %.152 = add nuw nsw i64 %at.3.1, 1
  %.163 = icmp slt i64 %.152, %arg.size
  br i1 %.163, label %B446, label %B514
B446:
  %.173 = inttoptr i64 %.110 to ptr
  %.174 = getelementptr i8, ptr %.173, i64 %.152
  %.175 = load i8, ptr %.174, align 1
  %.179 = inttoptr i64 %arg.letters to ptr
  %.180 = getelementptr i8, ptr %.179, i64 %.152
  %.181 = load i8, ptr %.180, align 1
  %.185 = icmp eq i8 %.175, %.181
  br i1 %.185, label %B424, label %B514
B514:
  %at.3.2 = phi i64 [ %.152, %B446 ], [ %.152, %B424 ], [ 0, %B356 ], [ 0, %B302 ]
  %.202 = icmp eq i64 %at.3.2, %arg.size
  br i1 %.202, label %common.ret, label %B530
B530:
  %.234 = add nsw i64 %i.2.0, 1
  %.236 = and i64 %.234, %arg.mask
  br label %B174
}
define i32 @count_letters(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.70 = alloca i64, align 8
  %.73 = alloca i64, align 8
  %.215 = alloca i64, align 8
  %.218 = alloca i64, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.9 = getelementptr i8, ptr %.8, i64 8
  %.10 = load i64, ptr %.9, align 8
  %.11 = inttoptr i64 %.10 to ptr
  %.13 = load i64, ptr %.11, align 8
  %.14 = inttoptr i64 %arg.f to ptr
  %.15 = getelementptr i8, ptr %.14, i64 48
  %.16 = load i64, ptr %.15, align 8
  %.23 = inttoptr i64 %.7 to ptr
  %.24 = getelementptr i8, ptr %.23, i64 16
  %.25 = load i64, ptr %.24, align 8
  %.26 = inttoptr i64 %.7 to ptr
  %.27 = getelementptr i8, ptr %.26, i64 24
  %.28 = load i64, ptr %.27, align 8
  %.29 = inttoptr i64 %.7 to ptr
  %.30 = getelementptr i8, ptr %.29, i64 32
  %.31 = load i64, ptr %.30, align 8
  %.41 = inttoptr i64 %arg.f to ptr
  %.42 = getelementptr i8, ptr %.41, i64 24
  %.43 = load i64, ptr %.42, align 8
  %.44 = inttoptr i64 %arg.f to ptr
  %.45 = getelementptr i8, ptr %.44, i64 32
  %.46 = load i64, ptr %.45, align 8
  store i64 %.43, ptr %.70, align 8
  %.83 = sub i64 %.46, %.43
  %.84 = icmp slt i64 %.83, 1
  %..83 = select i1 %.84, i64 0, i64 %.83
  store i64 %..83, ptr %.73, align 8
  br label %B392
B392:
  %.127 = load i64, ptr %.73, align 8
  %.128 = icmp sgt i64 %.127, 0
  br i1 %.128, label %B392.if, label %B622
B528:
  %count.2.1 = phi i64 [ 0, %B392.if ], [ %.319, %B528.if ]
  %.270 = load i64, ptr %.218, align 8
  %.271 = icmp sgt i64 %.270, 0
  br i1 %.271, label %B528.if, label %B586
B586:
  %.332 = inttoptr i64 %.16 to ptr
  %.333 = getelementptr i64, ptr %.332, i64 %.134
  store i64 %count.2.1, ptr %.333, align 8
  br label %B392
B622:
  store i64 0, ptr %retptr, align 8
  ret i32 0
B392.if:
  %.134 = load i64, ptr %.70, align 8
  %.137 = add nsw i64 %.127, -1
  store i64 %.137, ptr %.73, align 8
  %.141 = add i64 %.134, 1
  store i64 %.141, ptr %.70, align 8
  %.171 = inttoptr i64 %.13 to ptr
  %.172 = getelementptr i32, ptr %.171, i64 %.134
  %.173 = load i32, ptr %.172, align 4
  %.174 = sext i32 %.173 to i64
  %.176 = inttoptr i64 %.28 to ptr
  %.177 = getelementptr i64, ptr %.176, i64 %.174
  %.178 = load i64, ptr %.177, align 8
  %.180 = add nsw i64 %.25, %.178
  %.188 = inttoptr i64 %.31 to ptr
  %.189 = getelementptr i32, ptr %.188, i64 %.174
  %.190 = load i32, ptr %.189, align 4
  store i64 0, ptr %.215, align 8
  %.229 = icmp slt i32 %.190, 1
  %.191 = zext nneg i32 %.190 to i64
  %storemerge87 = select i1 %.229, i64 0, i64 %.191
  store i64 %storemerge87, ptr %.218, align 8
  br label %B528
B528.if:
  %.277 = load i64, ptr %.215, align 8
  %.280 = add nsw i64 %.270, -1
  store i64 %.280, ptr %.218, align 8
  %.284 = add i64 %.277, 1
  store i64 %.284, ptr %.215, align 8
  %.310 = inttoptr i64 %.180 to ptr
  %.311 = getelementptr i8, ptr %.310, i64 %.277
  %.312 = load i8, ptr %.311, align 1
  %.315 = icmp sgt i8 %.312, -65
  %.318 = zext i1 %.315 to i64
  %.319 = add nuw nsw i64 %count.2.1, %.318
  br label %B528
}
define i32 @find_parts(ptr noalias %retptr, ptr noalias %excinfo, i64 %arg.f) {
entry:
  %.67 = alloca i64, align 8
  %.70 = alloca i64, align 8
  %.281 = alloca i64, align 8
  %.284 = alloca i64, align 8
  %.5 = inttoptr i64 %arg.f to ptr
  %.7 = load i64, ptr %.5, align 8
  %.8 = inttoptr i64 %arg.f to ptr
  %.9 = getelementptr i8, ptr %.8, i64 8
  %.10 = load i64, ptr %.9, align 8
  %.11 = inttoptr i64 %arg.f to ptr
  %.12 = getelementptr i8, ptr %.11, i64 48
  %.13 = load i64, ptr %.12, align 8
  %.20 = inttoptr i64 %.7 to ptr
  %.21 = getelementptr i8, ptr %.20, i64 16
  %.22 = load i64, ptr %.21, align 8
  %.23 = inttoptr i64 %.7 to ptr
  %.24 = getelementptr i8, ptr %.23, i64 24
  %.25 = load i64, ptr %.24, align 8
  %.26 = inttoptr i64 %.7 to ptr
  %.27 = getelementptr i8, ptr %.26, i64 32
  %.28 = load i64, ptr %.27, align 8
  %.38 = inttoptr i64 %arg.f to ptr
  %.39 = getelementptr i8, ptr %.38, i64 24
  %.40 = load i64, ptr %.39, align 8
  %.41 = inttoptr i64 %arg.f to ptr
  %.42 = getelementptr i8, ptr %.41, i64 32
  %.43 = load i64, ptr %.42, align 8
  store i64 %.40, ptr %.67, align 8
  %.80 = sub i64 %.43, %.40
  %.81 = icmp slt i64 %.80, 1
  %..80 = select i1 %.81, i64 0, i64 %.80
  store i64 %..80, ptr %.70, align 8
  br label %B364
B364:
  %.125 = load i64, ptr %.70, align 8
  %.126 = icmp sgt i64 %.125, 0
  br i1 %.126, label %B366.if, label %B1018
B614:
  %.224 = inttoptr i64 %.200 to ptr
  %.226 = load i8, ptr %.224, align 1
  %.227 = sext i8 %.226 to i64
  br label %B648
B648:
  %"$phi648.1.2.1" = phi i64 [ %.227, %B614 ], [ 0, %B366.if ]
  %.249 = inttoptr i64 %.28 to ptr
  %.250 = getelementptr i32, ptr %.249, i64 %.175
  %.251 = load i32, ptr %.250, align 4
  %.252 = sext i32 %.251 to i64
  %.256 = sub nsw i64 %.252, %.211
  store i64 0, ptr %.281, align 8
  %.295 = icmp slt i64 %.256, 0
  %.257 = add nuw nsw i64 %.256, 1
  %storemerge160 = select i1 %.295, i64 0, i64 %.257
  store i64 %storemerge160, ptr %.284, align 8
  br label %B720
B720:
  %holds.2.1 = phi i1 [ %.216, %B648 ], [ %holds.3.2, %B970 ]
  %.336 = load i64, ptr %.284, align 8
  %.337 = icmp sgt i64 %.336, 0
  br i1 %.337, label %B720.if, label %B972
B732:
  %.401 = inttoptr i64 %.194 to ptr
  %.402 = getelementptr i8, ptr %.401, i64 %.343
  %.403 = load i8, ptr %.402, align 1
  %.404 = sext i8 %.403 to i64
  %.406 = icmp eq i64 %"$phi648.1.2.1", %.404
  br i1 %.406, label %B772, label %B970
B772:
  %.419 = icmp sgt i32 %.210, 1
  br i1 %.419, label %B788, label %B958
B788:
  %.432 = inttoptr i64 %.194 to ptr
  %0 = getelementptr i8, ptr %.432, i64 %.343
  %.433 = getelementptr i8, ptr %0, i64 1
  %.434 = load i8, ptr %.433, align 1
  %.438 = inttoptr i64 %.200 to ptr
  %.439 = getelementptr i8, ptr %.438, i64 1
  %.440 = load i8, ptr %.439, align 1
  %.444 = icmp eq i8 %.434, %.440
  br i1 %.444, label %B862, label %B958
B862:
  %i.3.2 = phi i64 [ 1, %B788 ], [ %.450, %B884 ]
  %.450 = add nuw nsw i64 %i.3.2, 1
  %.461 = icmp slt i64 %.450, %.211
  br i1 %.461, label %B884, label %B958
B884:
  %.473 = inttoptr i64 %.194 to ptr
  %1 = getelementptr i8, ptr %.473, i64 %.343
  %.474 = getelementptr i8, ptr %1, i64 %.450
  %.475 = load i8, ptr %.474, align 1
  %.479 = inttoptr i64 %.200 to ptr
  %.480 = getelementptr i8, ptr %.479, i64 %.450
  %.481 = load i8, ptr %.480, align 1
  %.485 = icmp eq i8 %.475, %.481
  br i1 %.485, label %B862, label %B958
B958:
  %i.3.3 = phi i64 [ %.450, %B884 ], [ %.450, %B862 ], [ 1, %B788 ], [ 1, %B772 ]
  %.502 = icmp sge i64 %i.3.3, %.211
  br label %B970
B970:
  %holds.3.2 = phi i1 [ %.502, %B958 ], [ false, %B732 ]
  br label %B720
B972:
  %.555 = inttoptr i64 %.13 to ptr
  %.556 = getelementptr i8, ptr %.555, i64 %.132
  %.557 = zext i1 %holds.2.1 to i8
  store i8 %.557, ptr %.556, align 1
  br label %B364
B1018:
  store i64 0, ptr %retptr, align 8
  ret i32 0
B366.if:
  %.132 = load i64, ptr %.67, align 8
  %.135 = add nsw i64 %.125, -1
  store i64 %.135, ptr %.70, align 8
  %.139 = add i64 %.132, 1
  store i64 %.139, ptr %.67, align 8
  %.168 = inttoptr i64 %.10 to ptr
  %.170 = load i64, ptr %.168, align 8
  %.172 = inttoptr i64 %.170 to ptr
  %.173 = getelementptr i32, ptr %.172, i64 %.132
  %.174 = load i32, ptr %.173, align 4
  %.175 = sext i32 %.174 to i64
  %.177 = inttoptr i64 %.10 to ptr
  %.178 = getelementptr i8, ptr %.177, i64 8
  %.179 = load i64, ptr %.178, align 8
  %.181 = inttoptr i64 %.179 to ptr
  %.182 = getelementptr i32, ptr %.181, i64 %.132
  %.183 = load i32, ptr %.182, align 4
  %.184 = sext i32 %.183 to i64
  %.190 = inttoptr i64 %.25 to ptr
  %.191 = getelementptr i64, ptr %.190, i64 %.175
  %.192 = load i64, ptr %.191, align 8
  %.194 = add nsw i64 %.22, %.192
  %.196 = inttoptr i64 %.25 to ptr
  %.197 = getelementptr i64, ptr %.196, i64 %.184
  %.198 = load i64, ptr %.197, align 8
  %.200 = add nsw i64 %.22, %.198
  %.208 = inttoptr i64 %.28 to ptr
  %.209 = getelementptr i32, ptr %.208, i64 %.184
  %.210 = load i32, ptr %.209, align 4
  %.211 = sext i32 %.210 to i64
  %.216 = icmp eq i32 %.210, 0
  %.221.not = icmp eq i32 %.210, 0
  br i1 %.221.not, label %B648, label %B614
B720.if:
  %.343 = load i64, ptr %.281, align 8
  %.346 = add nsw i64 %.336, -1
  store i64 %.346, ptr %.284, align 8
  %.350 = add i64 %.343, 1
  store i64 %.350, ptr %.281, align 8
  %.337.not = xor i1 %.337, true
  %brmerge = or i1 %.337.not, %holds.2.1
  br i1 %brmerge, label %B972, label %B732
}
declare i64 @llvm.smax.i64(i64, i64)
declare i64 @llvm.smin.i64(i64, i64)
!0 = !{!"branch_weights", i32 1, i32 49, i32 49}
!1 = !{!"branch_weights", i32 1, i32 99}
